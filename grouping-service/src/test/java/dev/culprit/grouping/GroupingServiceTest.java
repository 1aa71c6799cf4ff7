package dev.culprit.grouping;

import static dev.culprit.grouping.testing.TestEvents.exception;
import static dev.culprit.grouping.testing.TestEvents.incoming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.culprit.grouping.testing.FakeAlert;
import dev.culprit.grouping.testing.RunningGrouping;
import dev.culprit.grouping.testing.Tables;
import dev.culprit.grouping.testing.TestEvents;
import dev.culprit.proto.alert.v1.Activity;
import dev.culprit.proto.grouping.v1.GroupedEvent;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import dev.culprit.proto.grouping.v1.ProblemServiceGrpc;
import dev.culprit.proto.grouping.v1.ProblemStatus;
import dev.culprit.proto.grouping.v1.TransitionKind;
import dev.culprit.proto.grouping.v1.UpdateProblemsRequest;
import dev.culprit.runtime.grpc.GrpcChannels;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The whole service through its gRPC port, on a real PostgreSQL. Each test has a project of its
 * own.
 */
@ExtendWith(PostgresExtension.class)
class GroupingServiceTest {

  private static FakeAlert alert;
  private static RunningGrouping grouping;
  private static Tables tables;

  @BeforeAll
  static void start(TestDatabase database) {
    tables = new Tables(database);
    tables.createProjects();
    alert = new FakeAlert();
    grouping = RunningGrouping.start(RunningGrouping.settings(database, alert.port()));
  }

  @AfterAll
  static void stop() {
    grouping.close();
    alert.close();
  }

  @Test
  void opensOneProblemForEventsOfOneFingerprintAndCountsThem() {
    List<GroupedEvent> results =
        grouping.group(
            incoming(1, exception("com.acme.Gone")),
            incoming(1, exception("com.acme.Gone")),
            incoming(1, exception("com.acme.Other")));

    assertThat(results)
        .extracting(GroupedEvent::getTransition)
        .containsExactly(
            TransitionKind.TRANSITION_KIND_OPENED,
            TransitionKind.TRANSITION_KIND_REPEATED,
            TransitionKind.TRANSITION_KIND_OPENED);
    assertThat(results).extracting(GroupedEvent::getOccurrenceCount).containsExactly(2L, 2L, 1L);
    assertThat(results.get(0).getProblemId()).isEqualTo(results.get(1).getProblemId());
    assertThat(results)
        .extracting(GroupedEvent::getEventId)
        .doesNotHaveDuplicates()
        .allMatch(id -> id > 0 && id < 1L << 53);
    long problem = results.get(0).getProblemId();
    assertThat(
            tables.rows(
                "SELECT title, message, culprit, level, platform, status, occurrence_count,"
                    + " first_event_id, last_event_id FROM grouping.problems WHERE id = "
                    + problem))
        .containsExactly(
            List.of(
                "com.acme.Gone",
                "order 17 is gone",
                "OrderService.place",
                "error",
                "java",
                "unresolved",
                2L,
                results.get(0).getEventId(),
                results.get(1).getEventId()));
    assertThat(
            tables.rows("SELECT kind FROM grouping.problem_history WHERE problem_id = " + problem))
        .containsExactly(List.of("opened"));
    assertThat(
            tables.rows(
                "SELECT kind, value FROM grouping.problem_facets WHERE problem_id = "
                    + problem
                    + " ORDER BY kind"))
        .containsExactly(List.of("environment", "production"), List.of("release", "1.0.0"));
    assertThat(
            tables.number(
                "SELECT sum(count) FROM grouping.minute_rollups WHERE project_id = 1"
                    + " AND problem_id = 0 AND environment = 'production'"))
        .isEqualTo(3);
    assertThat(
            tables.rows(
                "SELECT environment, release, sum(count)::bigint FROM grouping.hour_rollups"
                    + " WHERE problem_id = "
                    + problem
                    + " GROUP BY environment, release"))
        .containsExactly(List.of("production", "1.0.0", 2L));
  }

  @Test
  void anEventSentAgainChangesNothingAndIsAnsweredWithTheStoredIds() {
    IncomingEvent event = incoming(2, exception("com.acme.Again"));
    GroupedEvent first = grouping.group(event).get(0);

    List<GroupedEvent> again =
        grouping.group(event, incoming(2, exception("com.acme.Again")), event);

    assertThat(again.get(0).getDeduplicated()).isTrue();
    assertThat(again.get(0).getEventId()).isEqualTo(first.getEventId());
    assertThat(again.get(0).getProblemId()).isEqualTo(first.getProblemId());
    assertThat(again.get(0).getTransition()).isEqualTo(TransitionKind.TRANSITION_KIND_REPEATED);
    assertThat(again.get(1).getDeduplicated()).isFalse();
    assertThat(again.get(1).getOccurrenceCount()).isEqualTo(2);
    assertThat(again.get(2).getDeduplicated()).isTrue();
    assertThat(tables.number("SELECT count(*) FROM grouping.events WHERE project_id = 2"))
        .isEqualTo(2);
    assertThat(
            tables.number(
                "SELECT sum(count) FROM grouping.minute_rollups WHERE project_id = 2 AND problem_id = 0"))
        .isEqualTo(2);
  }

  @Test
  void anEventTwiceInOneBatchIsStoredOnce() {
    IncomingEvent event = incoming(3, exception("com.acme.Twice"));

    List<GroupedEvent> results = grouping.group(event, event);

    assertThat(results.get(0).getDeduplicated()).isFalse();
    assertThat(results.get(1).getDeduplicated()).isTrue();
    assertThat(results.get(1).getEventId()).isEqualTo(results.get(0).getEventId());
    assertThat(results.get(1).getOccurrenceCount()).isEqualTo(1);
  }

  @Test
  void theSameUidOfAnotherErrorOpensNothing() {
    UUID uid = UUID.randomUUID();
    GroupedEvent first = grouping.group(incoming(4, uid, exception("com.acme.First"))).get(0);

    GroupedEvent second = grouping.group(incoming(4, uid, exception("com.acme.Second"))).get(0);

    assertThat(second.getDeduplicated()).isTrue();
    assertThat(second.getProblemId()).isEqualTo(first.getProblemId());
    assertThat(tables.number("SELECT count(*) FROM grouping.problems WHERE project_id = 4"))
        .isEqualTo(1);
    assertThat(tables.number("SELECT count(*) FROM grouping.fingerprints WHERE project_id = 4"))
        .isEqualTo(1);
  }

  @Test
  void aResolvedProblemThatRecursRegressesOnce() {
    long problem = grouping.group(incoming(5, exception("com.acme.Back"))).get(0).getProblemId();
    setStatus(problem, ProblemStatus.PROBLEM_STATUS_RESOLVED);

    List<GroupedEvent> results =
        grouping.group(
            incoming(5, exception("com.acme.Back")), incoming(5, exception("com.acme.Back")));

    assertThat(results)
        .extracting(GroupedEvent::getTransition)
        .containsExactly(
            TransitionKind.TRANSITION_KIND_REGRESSED, TransitionKind.TRANSITION_KIND_REPEATED);
    assertThat(tables.rows("SELECT status FROM grouping.problems WHERE id = " + problem))
        .containsExactly(List.of("unresolved"));
    assertThat(
            tables.rows(
                "SELECT kind FROM grouping.problem_history WHERE problem_id = "
                    + problem
                    + " ORDER BY id"))
        .containsExactly(List.of("opened"), List.of("resolved"), List.of("regressed"));
  }

  @Test
  void anIgnoredProblemStaysIgnoredAndItsCountsSaySo() {
    long problem = grouping.group(incoming(6, exception("com.acme.Noise"))).get(0).getProblemId();
    setStatus(problem, ProblemStatus.PROBLEM_STATUS_IGNORED);

    GroupedEvent result = grouping.group(incoming(6, exception("com.acme.Noise"))).get(0);

    assertThat(result.getTransition()).isEqualTo(TransitionKind.TRANSITION_KIND_REPEATED);
    assertThat(tables.rows("SELECT status FROM grouping.problems WHERE id = " + problem))
        .containsExactly(List.of("ignored"));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        activitiesOf(6).get(activitiesOf(6).size() - 1).getCounts(0).getIgnored())
                    .isTrue());
  }

  @Test
  void alertIsToldOfCountsAndTransitionsAndTheOutboxIsEmptied() {
    grouping.group(
        incoming(7, exception("com.acme.Told")),
        incoming(7, exception("com.acme.Told").setEnvironment("staging")));

    await().untilAsserted(() -> assertThat(activitiesOf(7)).hasSize(1));
    Activity activity = activitiesOf(7).get(0);
    assertThat(activity.getId()).isPositive();
    assertThat(activity.getCountsList())
        .hasSize(2)
        .allMatch(delta -> delta.getCount() == 1)
        .allMatch(delta -> delta.getMinuteEpochSeconds() % 60 == 0);
    assertThat(activity.getTransitionsList()).hasSize(1);
    assertThat(activity.getTransitions(0).getProblem().getTitle()).isEqualTo("com.acme.Told");
    await()
        .untilAsserted(
            () ->
                assertThat(
                        tables.number(
                            "SELECT count(*) FROM grouping.activity_outbox WHERE id = "
                                + activity.getId()))
                    .isZero());
  }

  @Test
  void whatAlertMissedIsSentAgain() {
    alert.setAway(true);
    grouping.group(incoming(8, exception("com.acme.Missed")));
    assertThat(tables.number("SELECT count(*) FROM grouping.activity_outbox")).isPositive();
    alert.setAway(false);

    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(activitiesOf(8)).hasSize(1));
    await()
        .untilAsserted(
            () ->
                assertThat(tables.number("SELECT count(*) FROM grouping.activity_outbox"))
                    .isZero());
  }

  @Test
  void anEventThatCannotBeReadIsRejectedAndItsNeighboursAreKept() {
    List<GroupedEvent> results =
        grouping.group(
            incoming(9, exception("com.acme.Good")),
            incoming(0, exception("com.acme.NoProject")),
            incoming(9, exception("com.acme.Old")).toBuilder()
                .setEventUid(com.google.protobuf.ByteString.copyFromUtf8("short"))
                .build(),
            incoming(
                9,
                exception("com.acme.Far")
                    .setOccurredAt(TestEvents.timestamp(Instant.parse("9999-12-31T23:59:59Z")))),
            incoming(9, exception("com.acme.Good")));

    assertThat(results)
        .extracting(result -> result.getRejection().isEmpty())
        .containsExactly(true, false, false, false, true);
    assertThat(results.get(4).getOccurrenceCount()).isEqualTo(2);
    assertThat(results.get(1).getEventId()).isZero();
  }

  @Test
  void anEventThatTheDatabaseRefusesIsFoundAndItsNeighboursAreKept() {
    tables.execute(
        "ALTER TABLE grouping.events ADD CONSTRAINT refused CHECK (release <> 'refused') NOT VALID");
    try {
      List<IncomingEvent> events = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        boolean isRefused = i == 7 || i == 31;
        events.add(
            incoming(10, exception("com.acme.Mixed").setRelease(isRefused ? "refused" : "1.0")));
      }

      List<GroupedEvent> results = grouping.group(events);

      assertThat(results).hasSize(50);
      assertThat(results.get(7).getRejection()).isNotEmpty();
      assertThat(results.get(31).getRejection()).isNotEmpty();
      assertThat(results).filteredOn(result -> result.getRejection().isEmpty()).hasSize(48);
      assertThat(
              tables.number("SELECT occurrence_count FROM grouping.problems WHERE project_id = 10"))
          .isEqualTo(48);
    } finally {
      tables.execute("ALTER TABLE grouping.events DROP CONSTRAINT refused");
    }
  }

  @Test
  void anOldEventGetsADayOfItsOwn() {
    Instant old = Instant.now().minus(20, ChronoUnit.DAYS);

    GroupedEvent result =
        grouping
            .group(
                incoming(
                    11, exception("com.acme.Spooled").setOccurredAt(TestEvents.timestamp(old))))
            .get(0);

    assertThat(result.getRejection()).isEmpty();
    assertThat(
            tables.number(
                "SELECT count(*) FROM grouping.events WHERE id >= grouping.event_id_floor('"
                    + old.toString().substring(0, 10)
                    + "'::date) AND id < grouping.event_id_floor('"
                    + old.toString().substring(0, 10)
                    + "'::date + 1) AND project_id = 11"))
        .isEqualTo(1);
  }

  @Test
  void aRecreatedProblemIsOpenedAfterItWasDeletedBehindTheCaches() {
    long problem = grouping.group(incoming(12, exception("com.acme.Ghost"))).get(0).getProblemId();
    tables.execute("DELETE FROM grouping.problems WHERE id = " + problem);

    GroupedEvent result = grouping.group(incoming(12, exception("com.acme.Ghost"))).get(0);

    assertThat(result.getTransition()).isEqualTo(TransitionKind.TRANSITION_KIND_OPENED);
    assertThat(result.getProblemId()).isNotEqualTo(problem);
  }

  @Test
  void manyBatchesInFlightAreAllAnsweredAndCountedExactly() {
    List<java.util.concurrent.CompletableFuture<?>> answers = new ArrayList<>();
    for (int batch = 0; batch < 200; batch++) {
      List<IncomingEvent> events = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        events.add(incoming(13, exception("com.acme.Flood" + i % 5)));
      }
      answers.add(grouping.send(events));
    }
    answers.forEach(answer -> answer.orTimeout(60, TimeUnit.SECONDS).join());

    assertThat(tables.number("SELECT count(*) FROM grouping.problems WHERE project_id = 13"))
        .isEqualTo(5);
    assertThat(
            tables.number(
                "SELECT sum(occurrence_count) FROM grouping.problems WHERE project_id = 13"))
        .isEqualTo(4000);
    assertThat(tables.number("SELECT count(*) FROM grouping.events WHERE project_id = 13"))
        .isEqualTo(4000);
    assertThat(
            tables.number(
                "SELECT sum(count) FROM grouping.hour_rollups WHERE project_id = 13 AND problem_id = 0"))
        .isEqualTo(4000);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        activitiesOf(13).stream()
                            .flatMap(activity -> activity.getCountsList().stream())
                            .filter(delta -> delta.getProjectId() == 13)
                            .mapToLong(delta -> delta.getCount())
                            .sum())
                    .isEqualTo(4000));
  }

  @Test
  void inAFloodOnlySomePayloadsAreKept() {
    for (int batch = 0; batch < 3; batch++) {
      List<IncomingEvent> events = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        events.add(incoming(14, exception("com.acme.Sampled")));
      }
      grouping.group(events);
    }

    long payloads =
        tables.number(
            "SELECT count(*) FROM grouping.payloads WHERE event_id IN"
                + " (SELECT id FROM grouping.events WHERE project_id = 14)");
    assertThat(payloads).isBetween(100L, 400L);
    assertThat(tables.number("SELECT count(*) FROM grouping.events WHERE project_id = 14"))
        .isEqualTo(1500);
    assertThat(
            tables.number(
                "SELECT count(DISTINCT stack_trace_id) FROM grouping.events WHERE project_id = 14"))
        .isEqualTo(1);
  }

  @Test
  void callersWithoutTheTokenAreRefused() {
    ManagedChannel stranger =
        GrpcChannels.open("127.0.0.1:" + grouping.service().grpcPort(), List.of(), 1 << 20);
    try {
      assertThatThrownBy(
              () ->
                  ProblemServiceGrpc.newBlockingStub(stranger)
                      .updateProblems(UpdateProblemsRequest.getDefaultInstance()))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              failure ->
                  assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED));
    } finally {
      stranger.shutdownNow();
    }
  }

  @Test
  void readyOnceDatabaseAndClusterAnswer() {
    await().untilAsserted(() -> assertThat(grouping.service().readiness().ready()).isTrue());
  }

  private static void setStatus(long problem, ProblemStatus status) {
    grouping
        .problems()
        .updateProblems(
            UpdateProblemsRequest.newBuilder().addProblemIds(problem).setStatus(status).build());
  }

  private static List<Activity> activitiesOf(long project) {
    return alert.activities().stream()
        .filter(
            activity ->
                activity.getCountsList().stream()
                    .anyMatch(delta -> delta.getProjectId() == project))
        .toList();
  }
}

package dev.culprit.grouping;

import static dev.culprit.grouping.testing.TestEvents.exception;
import static dev.culprit.grouping.testing.TestEvents.incoming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culprit.grouping.testing.FakeAlert;
import dev.culprit.grouping.testing.RunningGrouping;
import dev.culprit.grouping.testing.Tables;
import dev.culprit.proto.grouping.v1.DeleteProblemsRequest;
import dev.culprit.proto.grouping.v1.GroupEventsResponse;
import dev.culprit.proto.grouping.v1.GroupedEvent;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import dev.culprit.proto.grouping.v1.TransitionKind;
import dev.culprit.runtime.testing.FreePort;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Three instances, real members of one cluster on one PostgreSQL. */
@ExtendWith(PostgresExtension.class)
class SeveralInstancesTest {

  private static final List<RunningGrouping> instances = new ArrayList<>();
  private static FakeAlert alert;
  private static Tables tables;

  @BeforeAll
  static void start(TestDatabase database) {
    tables = new Tables(database);
    tables.createProjects();
    alert = new FakeAlert();
    List<Integer> ports = List.of(FreePort.next(), FreePort.next(), FreePort.next());
    for (int port : ports) {
      Map<String, String> settings = RunningGrouping.settings(database, alert.port());
      settings.put("CULPRIT_GROUPING_CLUSTER_PORT", Integer.toString(port));
      settings.put(
          "CULPRIT_GROUPING_CLUSTER_MEMBERS",
          String.join(",", ports.stream().map(other -> "127.0.0.1:" + other).toList()));
      instances.add(RunningGrouping.start(settings));
    }
  }

  @AfterAll
  static void stop() {
    instances.forEach(RunningGrouping::close);
    alert.close();
  }

  @Test
  void identicalFirstEventsAtOnceOpenOneProblemWithExactCounts() {
    int rounds = 40;
    for (int round = 0; round < rounds; round++) {
      List<CompletableFuture<GroupEventsResponse>> answers = new ArrayList<>();
      for (int batch = 0; batch < 5; batch++) {
        for (RunningGrouping instance : instances) {
          answers.add(instance.send(events(1, "com.acme.Round" + round, 10)));
        }
      }
      List<GroupedEvent> results = new ArrayList<>();
      answers.forEach(
          answer -> results.addAll(answer.orTimeout(30, TimeUnit.SECONDS).join().getResultsList()));

      assertThat(results).hasSize(150);
      assertThat(results)
          .extracting(GroupedEvent::getProblemId)
          .containsOnly(results.get(0).getProblemId());
      assertThat(results)
          .filteredOn(r -> r.getTransition() == TransitionKind.TRANSITION_KIND_OPENED)
          .hasSize(1);
    }

    assertThat(
            tables.rows(
                "SELECT DISTINCT occurrence_count FROM grouping.problems WHERE project_id = 1"))
        .containsExactly(List.of(150L));
    assertThat(tables.number("SELECT count(*) FROM grouping.problems WHERE project_id = 1"))
        .isEqualTo(rounds);
    assertThat(
            tables.number(
                "SELECT count(*) FROM grouping.problem_history h JOIN grouping.problems p"
                    + " ON p.id = h.problem_id WHERE project_id = 1 AND kind = 'opened'"))
        .isEqualTo(rounds);
    await().untilAsserted(() -> assertThat(opened(1)).isEqualTo(rounds));
    await().untilAsserted(() -> assertThat(counted(1)).isEqualTo(rounds * 150L));
  }

  @Test
  void theSameEventsAtTwoInstancesAtOnceAreCountedOnce() {
    for (int round = 0; round < 20; round++) {
      List<IncomingEvent> events = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        events.add(incoming(2, UUID.randomUUID(), exception("com.acme.Mixed" + i % 7)));
      }
      List<IncomingEvent> backwards = new ArrayList<>(events);
      java.util.Collections.reverse(backwards);
      CompletableFuture<GroupEventsResponse> one = instances.get(0).send(events);
      CompletableFuture<GroupEventsResponse> two = instances.get(1).send(backwards);

      List<GroupedEvent> first = one.orTimeout(30, TimeUnit.SECONDS).join().getResultsList();
      List<GroupedEvent> second = two.orTimeout(30, TimeUnit.SECONDS).join().getResultsList();

      for (int i = 0; i < 60; i++) {
        assertThat(second.get(59 - i).getEventId()).isEqualTo(first.get(i).getEventId());
        assertThat(second.get(59 - i).getDeduplicated())
            .isNotEqualTo(first.get(i).getDeduplicated());
      }
    }

    assertThat(
            tables.number(
                "SELECT sum(occurrence_count) FROM grouping.problems WHERE project_id = 2"))
        .isEqualTo(20 * 60);
    assertThat(
            tables.number(
                "SELECT sum(count) FROM grouping.hour_rollups WHERE project_id = 2 AND problem_id = 0"))
        .isEqualTo(20 * 60);
  }

  @Test
  void aProblemDeletedAtOneInstanceIsOpenedAnewAtAnother() {
    GroupedEvent before = instances.get(0).group(events(3, "com.acme.Deleted", 1)).get(0);
    instances.get(1).group(events(3, "com.acme.Deleted", 1));

    instances
        .get(2)
        .problems()
        .deleteProblems(
            DeleteProblemsRequest.newBuilder().addProblemIds(before.getProblemId()).build());
    GroupedEvent after = instances.get(0).group(events(3, "com.acme.Deleted", 1)).get(0);

    assertThat(after.getTransition()).isEqualTo(TransitionKind.TRANSITION_KIND_OPENED);
    assertThat(after.getProblemId()).isNotEqualTo(before.getProblemId());
    assertThat(instances.get(1).group(events(3, "com.acme.Deleted", 1)).get(0).getProblemId())
        .isEqualTo(after.getProblemId());
    assertThat(tables.number("SELECT count(*) FROM grouping.events WHERE project_id = 3"))
        .isEqualTo(2);
  }

  @Test
  void oppositeOrdersOfManyProblemsDoNotBlockEachOther() {
    List<CompletableFuture<GroupEventsResponse>> answers = new ArrayList<>();
    for (int batch = 0; batch < 60; batch++) {
      List<IncomingEvent> events = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        int problem = batch % 2 == 0 ? i : 39 - i;
        events.add(incoming(4, exception("com.acme.Crossing" + problem)));
      }
      answers.add(instances.get(batch % 3).send(events));
    }

    for (CompletableFuture<GroupEventsResponse> answer : answers) {
      assertThat(answer.orTimeout(30, TimeUnit.SECONDS).join().hasFailure()).isFalse();
    }
    assertThat(
            tables.rows(
                "SELECT DISTINCT occurrence_count FROM grouping.problems WHERE project_id = 4"))
        .containsExactly(List.of(60L));
  }

  private static List<IncomingEvent> events(long project, String type, int count) {
    List<IncomingEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(incoming(project, exception(type)));
    }
    return events;
  }

  private static long opened(long project) {
    return alert.activities().stream()
        .flatMap(activity -> activity.getTransitionsList().stream())
        .filter(
            transition ->
                transition.getProjectId() == project
                    && transition.getKind()
                        == dev.culprit.proto.alert.v1.TransitionKind.TRANSITION_KIND_OPENED)
        .count();
  }

  private static long counted(long project) {
    return alert.activities().stream()
        .flatMap(activity -> activity.getCountsList().stream())
        .filter(delta -> delta.getProjectId() == project)
        .mapToLong(delta -> delta.getCount())
        .sum();
  }
}

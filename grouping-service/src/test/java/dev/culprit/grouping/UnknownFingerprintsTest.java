package dev.culprit.grouping;

import static dev.culprit.grouping.testing.TestEvents.exception;
import static dev.culprit.grouping.testing.TestEvents.frame;
import static dev.culprit.grouping.testing.TestEvents.incoming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culprit.grouping.testing.FakeAlert;
import dev.culprit.grouping.testing.RunningGrouping;
import dev.culprit.grouping.testing.Tables;
import dev.culprit.proto.grouping.v1.GroupedEvent;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import dev.culprit.proto.grouping.v1.TransitionKind;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.runtime.testing.FreePort;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where events go whose fingerprint nobody knows: two instances on one PostgreSQL. */
@ExtendWith(PostgresExtension.class)
class UnknownFingerprintsTest {

  private static final List<RunningGrouping> instances = new ArrayList<>();
  private static FakeAlert alert;
  private static Tables tables;

  @BeforeAll
  static void start(TestDatabase database) {
    tables = new Tables(database);
    tables.createProjects();
    alert = new FakeAlert();
    List<Integer> ports = List.of(FreePort.next(), FreePort.next());
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
  void aTraceLikeThoseOfAProblemJoinsItAndItsFingerprintIsKnownThen() {
    GroupedEvent first = send(0, 10, libraryTrace("com.acme.Full", "")).get(0);
    GroupedEvent other = send(1, 10, libraryTrace("com.acme.Full", "advise")).get(0);

    assertThat(other.getProblemId()).isEqualTo(first.getProblemId());
    assertThat(other.getTransition()).isEqualTo(TransitionKind.TRANSITION_KIND_REPEATED);
    assertThat(
            tables.rows(
                "SELECT origin, likeness IS NOT NULL FROM grouping.fingerprints"
                    + " WHERE project_id = 10 ORDER BY created_at"))
        .containsExactly(List.of("opened", false), List.of("near_match", true));
    assertThat(send(0, 10, libraryTrace("com.acme.Full", "advise")).get(0).getOccurrenceCount())
        .isEqualTo(3);
  }

  @Test
  void eventsOfOneBatchAreComparedWithEachOther() {
    List<GroupedEvent> results =
        send(0, 11, libraryTrace("com.acme.Full", "x"), libraryTrace("com.acme.Full", "y"));

    assertThat(results.get(1).getProblemId()).isEqualTo(results.get(0).getProblemId());
    assertThat(tables.number("SELECT count(*) FROM grouping.problems WHERE project_id = 11"))
        .isEqualTo(1);
  }

  @Test
  void aProjectThatWantsNoNearMatchesHasNone() {
    setUp("(12, 2, NULL, NULL, '', false)");
    GroupedEvent first = send(0, 12, libraryTrace("com.acme.Full", "")).get(0);
    GroupedEvent other = send(0, 12, libraryTrace("com.acme.Full", "advise")).get(0);

    assertThat(other.getProblemId()).isNotEqualTo(first.getProblemId());
  }

  @Test
  void aProblemThatLooksLikeAnotherIsOpenedAndSuggested() {
    GroupedEvent first = send(0, 13, appTrace("place", "post", "route")).get(0);
    GroupedEvent other = send(1, 13, appTrace("place", "post", "accept")).get(0);

    assertThat(other.getProblemId()).isNotEqualTo(first.getProblemId());
    assertThat(
            tables.rows(
                "SELECT l.problem_id, l.like_problem_id FROM grouping.problem_likeness l"
                    + " JOIN grouping.problems p ON p.id = l.problem_id WHERE p.project_id = 13"))
        .containsExactly(List.of(other.getProblemId(), first.getProblemId()));
  }

  @Test
  void movingToANewVersionOpensNothingAnew() {
    setUp("(14, 1, NULL, NULL, '', true)");
    GroupedEvent before = send(0, 14, exception("com.acme.Old")).get(0);
    tables.execute(
        "UPDATE grouping.project_settings SET version = 2, previous_version = 1,"
            + " transition_ends_at = now() + interval '30 days', revision = revision + 1"
            + " WHERE project_id = 14");
    awaitSettings();

    GroupedEvent after = send(0, 14, exception("com.acme.Old")).get(0);
    GroupedEvent opened = send(1, 14, exception("com.acme.New")).get(0);

    assertThat(after.getProblemId()).isEqualTo(before.getProblemId());
    assertThat(after.getTransition()).isEqualTo(TransitionKind.TRANSITION_KIND_REPEATED);
    assertThat(opened.getTransition()).isEqualTo(TransitionKind.TRANSITION_KIND_OPENED);
    assertThat(
            tables.rows(
                "SELECT version, origin FROM grouping.fingerprints WHERE problem_id IN (%d, %d)"
                        .formatted(before.getProblemId(), opened.getProblemId())
                    + " ORDER BY problem_id, version"))
        .containsExactly(
            List.of(1, "opened"),
            List.of(2, "transition"),
            List.of(1, "transition"),
            List.of(2, "opened"));
  }

  @Test
  void aProjectsRuleDecidesAndNamesTheProblem() {
    setUp("(15, 2, NULL, NULL, 'type:*Timeout -> payments title=\"Payments are slow\"', true)");
    GroupedEvent one = send(0, 15, exception("com.acme.ReadTimeout")).get(0);
    GroupedEvent two = send(1, 15, exception("com.acme.WriteTimeout")).get(0);

    assertThat(two.getProblemId()).isEqualTo(one.getProblemId());
    assertThat(tables.rows("SELECT title FROM grouping.problems WHERE project_id = 15"))
        .containsExactly(List.of("Payments are slow"));
  }

  @Test
  void wordsThatChangeInAMessageAreOneProblemWhereverTheyCome() {
    List<Long> problems = new ArrayList<>();
    for (String name : List.of("anna", "bernd", "clara", "dirk", "edda", "frida")) {
      Event.Builder event = exception("").clearExceptions();
      event
          .getMessageBuilder()
          .setFormatted("mailbox of " + name + " cannot be opened for writing");
      problems.add(send(problems.size() % 2, 16, event).get(0).getProblemId());
    }

    assertThat(problems.subList(2, 6)).containsOnly(problems.get(0));
  }

  @Test
  void aProblemThatTheClientDefinedAttractsNothingElse() {
    GroupedEvent one = send(0, 18, libraryTrace("com.acme.Full", "").addFingerprint("pool")).get(0);
    GroupedEvent two = send(0, 18, libraryTrace("com.acme.Full", "advise")).get(0);

    assertThat(two.getProblemId()).isNotEqualTo(one.getProblemId());
  }

  @Test
  void manyUnlikeFirstEventsAtOnceOpenEachItsOwn() {
    List<java.util.concurrent.CompletableFuture<?>> answers = new ArrayList<>();
    for (int batch = 0; batch < 10; batch++) {
      List<IncomingEvent> events = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        events.add(incoming(17, exception("com.acme.Kind" + (char) ('A' + i % 26) + (i / 26))));
      }
      answers.add(instances.get(batch % 2).send(events));
    }
    answers.forEach(answer -> answer.orTimeout(30, TimeUnit.SECONDS).join());

    assertThat(
            tables.rows(
                "SELECT count(*), sum(occurrence_count)::bigint FROM grouping.problems"
                    + " WHERE project_id = 17"))
        .containsExactly(List.of(50L, 500L));
  }

  private static void setUp(String settings) {
    tables.execute(
        "INSERT INTO grouping.project_settings (project_id, version, previous_version,"
            + " transition_ends_at, rules, near_matching) VALUES "
            + settings);
    awaitSettings();
  }

  /** Instances look for changed settings every two seconds. */
  private static void awaitSettings() {
    long revision = tables.number("SELECT sum(revision) FROM grouping.project_settings");
    for (RunningGrouping instance : instances) {
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  instance.metrics().get("culprit.grouping.settings.revision").gauge().value()
                      == revision);
    }
  }

  private static List<GroupedEvent> send(int instance, long project, Event.Builder... events) {
    List<IncomingEvent> batch = new ArrayList<>();
    for (Event.Builder event : events) {
      batch.add(incoming(project, event));
    }
    return instances
        .get(instance)
        .send(batch)
        .orTimeout(30, TimeUnit.SECONDS)
        .join()
        .getResultsList();
  }

  /** Thrown by a library that an application's method calls; {@code between} is a frame of it. */
  private static Event.Builder libraryTrace(String type, String between) {
    ExceptionInfo.Builder thrown =
        ExceptionInfo.newBuilder()
            .setType(type)
            .addFrames(frame("org.pool.ConnectionPool", "take", false))
            .addFrames(frame("org.pool.ConnectionPool", "borrow", false));
    if (!between.isEmpty()) {
      thrown.addFrames(frame("org.pool.Interceptor", between, false));
    }
    thrown
        .addFrames(frame("org.jdbc.DataSource", "connection", false))
        .addFrames(frame("org.jdbc.Template", "query", false))
        .addFrames(frame("org.jdbc.Template", "execute", false))
        .addFrames(frame("org.sched.Runner", "loop", false));
    return exception(type).clearExceptions().addExceptions(thrown);
  }

  private static Event.Builder appTrace(String... functions) {
    ExceptionInfo.Builder thrown = ExceptionInfo.newBuilder().setType("com.acme.Unpaid");
    for (String function : functions) {
      thrown.addFrames(frame("com.acme.Shop", function, true));
    }
    thrown.addFrames(frame("org.web.Server", "dispatch", false));
    return exception("com.acme.Unpaid").clearExceptions().addExceptions(thrown);
  }
}

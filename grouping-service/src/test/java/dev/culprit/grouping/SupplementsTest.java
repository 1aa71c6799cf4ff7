package dev.culprit.grouping;

import static dev.culprit.grouping.testing.Supplements.attachment;
import static dev.culprit.grouping.testing.Supplements.checkIn;
import static dev.culprit.grouping.testing.Supplements.feedback;
import static dev.culprit.grouping.testing.Supplements.file;
import static dev.culprit.grouping.testing.Supplements.incoming;
import static dev.culprit.grouping.testing.Supplements.lost;
import static dev.culprit.grouping.testing.Supplements.session;
import static dev.culprit.grouping.testing.TestEvents.exception;
import static dev.culprit.proto.ingest.v1.SessionStatus.SESSION_STATUS_CRASHED;
import static dev.culprit.proto.ingest.v1.SessionStatus.SESSION_STATUS_EXITED;
import static dev.culprit.proto.ingest.v1.SessionStatus.SESSION_STATUS_OK;
import static dev.culprit.proto.ingest.v1.SessionStatus.SESSION_STATUS_UNHANDLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culprit.grouping.testing.FakeAlert;
import dev.culprit.grouping.testing.RunningGrouping;
import dev.culprit.grouping.testing.Tables;
import dev.culprit.grouping.testing.TestEvents;
import dev.culprit.proto.grouping.v1.DeleteProblemsRequest;
import dev.culprit.proto.grouping.v1.GroupEventsResponse;
import dev.culprit.proto.grouping.v1.GroupedEvent;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import dev.culprit.proto.ingest.v1.CheckInStatus;
import dev.culprit.proto.ingest.v1.SessionCounts;
import dev.culprit.proto.ingest.v1.Supplement;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What comes beside events, through two real services on one PostgreSQL. */
@ExtendWith(PostgresExtension.class)
class SupplementsTest {

  private static RunningGrouping one;
  private static RunningGrouping two;
  private static FakeAlert alert;
  private static Tables tables;

  @BeforeAll
  static void start(TestDatabase database) {
    tables = new Tables(database);
    tables.createProjects();
    alert = new FakeAlert();
    Map<String, String> settings = RunningGrouping.settings(database, alert.port());
    settings.put("CULPRIT_GROUPING_MONITOR_INTERVAL", "200ms");
    one = RunningGrouping.start(settings);
    two = RunningGrouping.start(settings);
  }

  @AfterAll
  static void stop() {
    one.close();
    two.close();
    alert.close();
  }

  @BeforeEach
  void empty() {
    tables.execute(
        "TRUNCATE grouping.attachments, grouping.user_feedback, grouping.lost_events,"
            + " grouping.release_sessions, grouping.sessions, grouping.supplement_uids,"
            + " grouping.problems, grouping.events, grouping.payloads CASCADE",
        "TRUNCATE grouping.monitors CASCADE");
  }

  @Test
  void attachmentsAreKeptWithTheirEventAndNotInItsPayload() {
    String secretOfTheFile = "only-in-the-file".repeat(50);
    UUID uid = UUID.randomUUID();
    IncomingEvent event =
        TestEvents.incoming(
            1,
            uid,
            exception("com.acme.Attached")
                .addAttachments(attachment("log.txt", secretOfTheFile))
                .addAttachments(attachment("dump.bin", "x")));

    one.group(event);
    one.group(event);
    two.group(event);

    assertThat(
            tables.rows(
                "SELECT name, content_type, type, size, event_uid FROM grouping.attachments"
                    + " ORDER BY id"))
        .containsExactly(
            List.of("log.txt", "text/plain", "event.attachment", 800, uid),
            List.of("dump.bin", "text/plain", "event.attachment", 1, uid));
    assertThat(tables.number("SELECT octet_length(body) FROM grouping.payloads")).isLessThan(600);
  }

  @Test
  void aFileMayComeAfterItsEventOrBeforeItAndCountsOnce() {
    UUID uid = UUID.randomUUID();
    IncomingEvent late = incoming(1, file(uid, "late.txt", "hello"));

    assertThat(one.group(late).get(0).getDeduplicated()).isFalse();
    assertThat(two.group(late).get(0).getDeduplicated()).isTrue();
    one.group(TestEvents.incoming(1, uid, exception("com.acme.Later")));

    assertThat(
            tables.rows(
                "SELECT e.project_id, a.name, convert_from(a.body, 'UTF8') FROM grouping.events e"
                    + " JOIN grouping.attachments a USING (project_id, event_uid)"))
        .containsExactly(List.of(1L, "late.txt", "hello"));
  }

  @Test
  void anEventHasAtMostTwentyFiles() {
    UUID uid = UUID.randomUUID();
    List<IncomingEvent> files = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      files.add(incoming(1, file(uid, i + ".txt", "file " + i)));
    }

    List<GroupedEvent> results = one.group(files);

    assertThat(results).filteredOn(result -> !result.getRejection().isEmpty()).hasSize(1);
    assertThat(tables.number("SELECT count(*) FROM grouping.attachments")).isEqualTo(20);
  }

  @Test
  void filesGoWithTheirProblem() {
    UUID uid = UUID.randomUUID();
    GroupedEvent stored =
        one.group(
                TestEvents.incoming(
                    1, uid, exception("com.acme.Gone").addAttachments(attachment("a.txt", "a"))))
            .get(0);
    one.group(incoming(1, file(uid, "b.txt", "b")), incoming(1, feedback(uid, "It broke")));
    one.group(
        TestEvents.incoming(1, exception("com.acme.Stays").addAttachments(attachment("c", "c"))));

    one.problems()
        .deleteProblems(
            DeleteProblemsRequest.newBuilder().addProblemIds(stored.getProblemId()).build());

    assertThat(tables.rows("SELECT name FROM grouping.attachments")).containsExactly(List.of("c"));
    assertThat(tables.number("SELECT count(*) FROM grouping.user_feedback")).isZero();
  }

  @Test
  void feedbackFindsItsEventWhicheverComesFirst() {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    GroupedEvent known = one.group(TestEvents.incoming(1, first, exception("com.acme.A"))).get(0);
    one.group(incoming(1, feedback(first, "after")), incoming(1, feedback(second, "before")));
    GroupedEvent later = two.group(TestEvents.incoming(1, second, exception("com.acme.B"))).get(0);

    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(
            () ->
                assertThat(
                        tables.rows(
                            "SELECT comments, event_id, problem_id FROM grouping.user_feedback"
                                + " ORDER BY comments"))
                    .containsExactly(
                        List.of("after", known.getEventId(), known.getProblemId()),
                        List.of("before", later.getEventId(), later.getProblemId())));
  }

  @Test
  void whatIsSentAgainCountsOnce() {
    Instant now = Instant.now();
    List<IncomingEvent> batch =
        List.of(
            incoming(1, lost("error", "send_error", 3)),
            incoming(1, lost("error", "send_error", 4)),
            incoming(2, lost("session", "queue_overflow", 1)),
            incoming(1, feedback(UUID.randomUUID(), "hello")),
            incoming(1, session(UUID.randomUUID(), now, SESSION_STATUS_CRASHED)),
            incoming(1, counts(10, 2, 1)),
            incoming(
                1,
                Supplement.newBuilder()
                    .setCheckIn(
                        checkIn("job", UUID.randomUUID(), CheckInStatus.CHECK_IN_STATUS_OK))),
            TestEvents.incoming(1, exception("com.acme.Beside")));
    List<CompletableFuture<GroupEventsResponse>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      List<IncomingEvent> shuffled = new ArrayList<>(batch);
      Collections.shuffle(shuffled, new Random(i));
      answers.add((i % 2 == 0 ? one : two).send(shuffled));
    }
    long isNew =
        answers.stream()
            .flatMap(
                answer -> answer.orTimeout(30, TimeUnit.SECONDS).join().getResultsList().stream())
            .filter(result -> !result.getDeduplicated())
            .peek(result -> assertThat(result.getRejection()).isEmpty())
            .count();

    assertThat(isNew).isEqualTo(batch.size());
    assertThat(
            tables.rows(
                "SELECT project_id, category, reason, sum(quantity)::bigint"
                    + " FROM grouping.lost_events GROUP BY 1, 2, 3 ORDER BY 1"))
        .containsExactly(
            List.of(1L, "error", "send_error", 7L), List.of(2L, "session", "queue_overflow", 1L));
    assertThat(sessions()).containsExactly(14L, 2L, 0L, 0L, 2L);
    assertThat(tables.number("SELECT count(*) FROM grouping.user_feedback")).isEqualTo(1);
    assertThat(tables.number("SELECT count(*) FROM grouping.monitor_check_ins")).isEqualTo(1);
    assertThat(tables.number("SELECT occurrence_count FROM grouping.problems")).isEqualTo(1);
  }

  @Test
  void aSessionCountsOnceByItsWorstOutcomeInWhateverOrderItsUpdatesCome() {
    Instant now = Instant.now();
    for (int round = 0; round < 10; round++) {
      UUID session = UUID.randomUUID();
      List<IncomingEvent> updates = new ArrayList<>();
      updates.add(incoming(1, session(session, now, SESSION_STATUS_OK)));
      updates.add(incoming(1, session(session, now, SESSION_STATUS_UNHANDLED)));
      updates.add(incoming(1, session(session, now, SESSION_STATUS_CRASHED)));
      updates.add(incoming(1, session(session, now, SESSION_STATUS_EXITED)));
      Collections.shuffle(updates, new Random(round));
      one.group(updates.subList(0, 2));
      two.group(updates.subList(2, 3));
      one.group(updates.subList(3, 4));
    }

    assertThat(sessions()).containsExactly(10L, 0L, 0L, 0L, 10L);
  }

  @Test
  void anUpdateOfASessionThatWasForgottenCountsNothing() {
    Instant longAgo = Instant.now().minus(5, ChronoUnit.DAYS);

    one.group(incoming(1, session(UUID.randomUUID(), longAgo, SESSION_STATUS_CRASHED)));
    assertThat(tables.number("SELECT count(*) FROM grouping.release_sessions")).isZero();

    Supplement.Builder first = session(UUID.randomUUID(), longAgo, SESSION_STATUS_CRASHED);
    first.getSessionBuilder().setInit(true);
    one.group(incoming(1, first));
    assertThat(sessions()).containsExactly(1L, 0L, 0L, 0L, 1L);
  }

  @Test
  void aFailedCheckInOpensOneProblemThroughTheNormalPipeline() {
    UUID run = UUID.randomUUID();
    one.group(
        incoming(
            3,
            Supplement.newBuilder()
                .setCheckIn(checkIn("billing", run, CheckInStatus.CHECK_IN_STATUS_ERROR))));

    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(
            () ->
                assertThat(
                        tables.rows(
                            "SELECT title, level, occurrence_count FROM grouping.problems"
                                + " WHERE project_id = 3"))
                    .containsExactly(
                        List.of("Monitor billing reported a failed run", "error", 1L)));
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () ->
                tables.number("SELECT count(*) FROM grouping.monitor_check_ins WHERE is_reported")
                    == 1);
    assertThat(tables.number("SELECT count(*) FROM grouping.events WHERE project_id = 3"))
        .isEqualTo(1);
  }

  @Test
  void whatIsUnreadableIsRejectedAloneInItsPlace() {
    List<GroupedEvent> results =
        one.group(
            TestEvents.incoming(1, exception("com.acme.First")),
            incoming(1, Supplement.newBuilder()),
            incoming(1, lost("error", "x", 1)));

    assertThat(results.get(0).getEventId()).isPositive();
    assertThat(results.get(1).getRejection()).contains("nothing in it");
    assertThat(results.get(2).getRejection()).isEmpty();
  }

  private static Supplement.Builder counts(long exited, long errored, long crashed) {
    return Supplement.newBuilder()
        .setSessionCounts(
            SessionCounts.newBuilder()
                .setRelease("shop@1.0")
                .setEnvironment("production")
                .setStartedAt(TestEvents.timestamp(Instant.now()))
                .setExited(exited)
                .setErrored(errored)
                .setCrashed(crashed));
  }

  private static List<Object> sessions() {
    return tables
        .rows(
            "SELECT sum(started)::bigint, sum(errored)::bigint, sum(unhandled)::bigint,"
                + " sum(abnormal)::bigint, sum(crashed)::bigint FROM grouping.release_sessions"
                + " WHERE project_id = 1 AND release = 'shop@1.0'")
        .get(0);
  }
}

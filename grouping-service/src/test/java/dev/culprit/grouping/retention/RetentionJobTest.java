package dev.culprit.grouping.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import dev.culprit.grouping.event.EventDay;
import dev.culprit.grouping.event.PgPartitions;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.problem.KnownProblems;
import dev.culprit.grouping.problem.SharedFingerprints;
import dev.culprit.grouping.testing.GroupingSchema;
import dev.culprit.grouping.testing.Tables;
import dev.culprit.runtime.cluster.ClusterConfig;
import dev.culprit.runtime.cluster.HazelcastCluster;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestClock;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class RetentionJobTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-03-01");
  private static final FingerprintKey KEY = new FingerprintKey(1, 1, 5, 6);

  private static Vertx vertx;
  private static Pool pool;
  private static HazelcastInstance cluster;
  private static Tables tables;
  private static KnownProblems known;

  private final PgPartitions partitions = new PgPartitions(pool);
  private final RetentionJob job =
      new RetentionJob(
          vertx,
          new PgRetentionStore(pool),
          partitions,
          known,
          new TestClock(Instant.parse(TODAY + "T12:00:00Z")),
          Duration.ofHours(1));

  @BeforeAll
  static void start(TestDatabase database) {
    vertx = Vertx.vertx();
    tables = new Tables(database);
    tables.createProjects();
    pool = GroupingSchema.open(vertx, database);
    cluster =
        HazelcastCluster.start(
                vertx,
                new ClusterConfig("retention-test", "127.0.0.1", 0, List.of()),
                SharedFingerprints::configure)
            .await();
    known =
        new KnownProblems(
            new SharedFingerprints(
                cluster, vertx.createSharedWorkerExecutor("cluster", 2), Duration.ofSeconds(5)),
            100);
  }

  @AfterAll
  static void stop() {
    cluster.shutdown();
    pool.close().await();
    vertx.close().await();
  }

  @BeforeEach
  void empty() {
    tables.execute(
        "DELETE FROM ingest.projects",
        "TRUNCATE grouping.problems CASCADE",
        "TRUNCATE grouping.minute_rollups, grouping.hour_rollups, grouping.stack_traces,"
            + " grouping.attachments, grouping.user_feedback, grouping.lost_events,"
            + " grouping.release_sessions, grouping.sessions, grouping.supplement_uids,"
            + " grouping.gateway_minutes, grouping.gateway_hours, grouping.event_links,"
            + " grouping.releases",
        "TRUNCATE grouping.monitors CASCADE");
  }

  @Test
  void makesTheNextDays() {
    job.run().await();

    for (int ahead = -1; ahead <= 2; ahead++) {
      assertThat(hasDay(TODAY.plusDays(ahead))).isTrue();
    }
    assertThat(
            tables.number(
                "SELECT count(*) FROM pg_indexes WHERE tablename = 'events_20260301'"
                    + " AND indexname = 'events_20260301_uid'"))
        .isEqualTo(1);
  }

  @Test
  void dropsDaysThatNoProjectKeeps() {
    project(1, 10);
    project(2, 5);
    days(8, 10, 11, 40);

    job.run().await();

    assertThat(hasDay(TODAY.minusDays(8))).isTrue();
    assertThat(hasDay(TODAY.minusDays(10))).isTrue();
    assertThat(hasDay(TODAY.minusDays(11))).isFalse();
    assertThat(hasDay(TODAY.minusDays(40))).isFalse();
    assertThat(
            tables.number(
                "SELECT count(*) FROM pg_class WHERE relname IN ('payloads_20260120',"
                    + " 'attachments_20260120', 'event_links_20260120')"))
        .isZero();
  }

  @Test
  void keepsThirtyDaysWhenThereIsNoProject() {
    days(30, 31);

    job.run().await();

    assertThat(hasDay(TODAY.minusDays(30))).isTrue();
    assertThat(hasDay(TODAY.minusDays(31))).isFalse();
  }

  @Test
  void deletesTheEventsOfProjectsThatKeepThemShorter() {
    project(1, 3);
    project(2, 20);
    days(10);
    problem(1, 1, TODAY.minusDays(10));
    problem(2, 2, TODAY.minusDays(10));
    event(1, 1, TODAY.minusDays(10), 1);
    event(2, 2, TODAY.minusDays(10), 2);
    tables.execute(
        "INSERT INTO grouping.event_links SELECT id, 7, project_id FROM grouping.events");

    job.run().await();

    assertThat(tables.rows("SELECT project_id FROM grouping.events")).containsExactly(List.of(2L));
    assertThat(tables.number("SELECT count(*) FROM grouping.payloads")).isEqualTo(1);
    assertThat(tables.rows("SELECT project_id FROM grouping.event_links"))
        .containsExactly(List.of(2L));
    assertThat(tables.rows("SELECT id FROM grouping.problems")).containsExactly(List.of(2L));
  }

  @Test
  void deletesProblemsWithoutEventsAndWhatLedToThem() {
    project(1, 5);
    problem(1, 1, TODAY.minusDays(9));
    problem(2, 1, TODAY.minusDays(1));
    tables.execute(
        "INSERT INTO grouping.fingerprints (project_id, version, hash, problem_id)"
            + " VALUES (1, 1, '\\x00000000000000050000000000000006', 1)",
        "INSERT INTO grouping.hour_rollups VALUES (1, 1, 'default', '', '2026-02-20', 3),"
            + " (1, 0, 'default', '', '2026-02-20', 3)");
    known.remember(Map.of(KEY, 1L));

    job.run().await();

    assertThat(tables.rows("SELECT id FROM grouping.problems")).containsExactly(List.of(2L));
    assertThat(tables.number("SELECT count(*) FROM grouping.fingerprints")).isZero();
    assertThat(tables.rows("SELECT problem_id FROM grouping.hour_rollups"))
        .containsExactly(List.of(0L));
    assertThat(known.peek(KEY)).isNull();
    assertThat(known.lookUp(List.of(KEY)).await()).isEmpty();
  }

  @Test
  void whatWasMergedIntoAProblemGoesWithItAndNeverAlone() {
    project(1, 5);
    problem(1, 1, TODAY.minusDays(9));
    problem(2, 1, TODAY.minusDays(9));
    problem(3, 1, TODAY.minusDays(1));
    problem(4, 1, TODAY.minusDays(9));
    merged(2, 1);
    merged(4, 3);
    tables.execute(
        "INSERT INTO grouping.hour_rollups VALUES (1, 2, 'default', '', '2026-02-20', 3),"
            + " (1, 4, 'default', '', '2026-02-20', 3)");

    job.run().await();

    assertThat(tables.rows("SELECT id FROM grouping.problems ORDER BY id"))
        .containsExactly(List.of(3L), List.of(4L));
    assertThat(tables.rows("SELECT problem_id FROM grouping.hour_rollups"))
        .containsExactly(List.of(4L));
  }

  @Test
  void aProblemWhoseEventsAreOnTheirWayStays() {
    project(1, 5);
    problem(1, 1, TODAY.minusDays(9));
    problem(2, 1, TODAY.minusDays(9));
    tables.execute(
        "INSERT INTO grouping.event_moves (project_id, kind, from_id, to_id, events_before)"
            + " VALUES (1, 'move_out', 1, 2, 1)");

    job.run().await();
    tables.execute("TRUNCATE grouping.event_moves");

    assertThat(tables.number("SELECT count(*) FROM grouping.problems")).isEqualTo(2);
  }

  @Test
  void forgetsOldSumsAndUnusedStackTraces() {
    tables.execute(
        "INSERT INTO grouping.minute_rollups VALUES (1, 0, 'default', '2026-02-20', 3),"
            + " (1, 0, 'default', '2026-02-25', 3)",
        "INSERT INTO grouping.hour_rollups VALUES (1, 0, 'default', '', '2025-01-01', 3),"
            + " (1, 0, 'default', '', '2025-06-01', 3)",
        "INSERT INTO grouping.stack_traces (content_hash, body, last_used) VALUES"
            + " ('\\x00000000000000000000000000000001', '', '2026-01-01'),"
            + " ('\\x00000000000000000000000000000002', '', '2026-02-20')");

    job.run().await();

    assertThat(tables.number("SELECT count(*) FROM grouping.minute_rollups")).isEqualTo(1);
    assertThat(tables.number("SELECT count(*) FROM grouping.hour_rollups")).isEqualTo(1);
    assertThat(tables.rows("SELECT last_used::text FROM grouping.stack_traces"))
        .containsExactly(List.of("2026-02-20"));
  }

  @Test
  void forgetsOldRequestsOfGatewaysAsItDoesOldSums() {
    tables.execute(
        requests("gateway_minutes", "2026-02-20"),
        requests("gateway_minutes", "2026-02-25"),
        requests("gateway_hours", "2025-01-01"),
        requests("gateway_hours", "2026-02-20"),
        "INSERT INTO grouping.releases VALUES (1, 'default', 'gone', '2025-01-01'),"
            + " (1, 'default', 'alive', '2025-01-01'), (1, 'default', 'new', '2026-02-01')",
        "INSERT INTO grouping.hour_rollups VALUES (1, 0, 'default', 'alive', '2026-02-20', 3)");

    job.run().await();

    assertThat(tables.rows("SELECT minute::date::text FROM grouping.gateway_minutes"))
        .containsExactly(List.of("2026-02-25"));
    assertThat(tables.rows("SELECT hour::date::text FROM grouping.gateway_hours"))
        .containsExactly(List.of("2026-02-20"));
    assertThat(tables.rows("SELECT release FROM grouping.releases ORDER BY 1"))
        .containsExactly(List.of("alive"), List.of("new"));
  }

  private static String requests(String table, String day) {
    return "INSERT INTO grouping."
        + table
        + " VALUES (1, '"
        + day
        + "', 'default', 'nginx', '', '', '', '', 3, 0, 0, 0, 0)";
  }

  @Test
  void deletesWhatCameBesideEvents() {
    project(1, 5);
    project(2, 20);
    days(8, 15);
    attachment(1, TODAY.minusDays(8), 1);
    attachment(2, TODAY.minusDays(8), 2);
    tables.execute(
        "INSERT INTO grouping.user_feedback (project_id, feedback_uid, occurred_at, received_at,"
            + " name, email, comments, url) SELECT p, gen_random_uuid(), '2026-02-20',"
            + " '2026-02-20', '', '', 'c', '' FROM generate_series(1, 2) p",
        "INSERT INTO grouping.monitors (project_id, slug, created_at)"
            + " VALUES (1, 'm', '2026-01-01')",
        "INSERT INTO grouping.monitor_check_ins (project_id, monitor_id, environment, check_in_id,"
            + " status, started_at, release) SELECT 1, m.id, 'e', gen_random_uuid(), 'ok', at, ''"
            + " FROM grouping.monitors m, (VALUES (timestamptz '2026-02-20'),"
            + " (timestamptz '2026-02-28')) t (at)",
        "INSERT INTO grouping.monitors (project_id, slug, created_at)"
            + " VALUES (1, 'unused', '2026-01-01'), (1, 'new', '2026-03-01')",
        "INSERT INTO grouping.supplement_uids SELECT 1, gen_random_uuid(), at FROM"
            + " (VALUES (timestamptz '2026-02-25'), (timestamptz '2026-02-28')) t (at)",
        "INSERT INTO grouping.sessions SELECT 1, gen_random_uuid(), at, 'r', 'e', 0, at FROM"
            + " (VALUES (timestamptz '2026-02-25'), (timestamptz '2026-02-28')) t (at)",
        "INSERT INTO grouping.lost_events VALUES (1, '2025-01-01', 'error', 'r', 1),"
            + " (1, '2026-02-01', 'error', 'r', 1)",
        "INSERT INTO grouping.release_sessions VALUES (1, '2025-01-01', 'r', 'e', 1, 0, 0, 0, 0),"
            + " (1, '2026-02-01', 'r', 'e', 1, 0, 0, 0, 0)");

    job.run().await();

    assertThat(tables.rows("SELECT project_id FROM grouping.attachments"))
        .containsExactly(List.of(2L));
    assertThat(tables.rows("SELECT project_id FROM grouping.user_feedback"))
        .containsExactly(List.of(2L));
    assertThat(tables.rows("SELECT slug FROM grouping.monitors ORDER BY slug"))
        .containsExactly(List.of("m"), List.of("new"));
    for (String table :
        List.of(
            "monitor_check_ins",
            "supplement_uids",
            "sessions",
            "lost_events",
            "release_sessions")) {
      assertThat(tables.number("SELECT count(*) FROM grouping." + table)).as(table).isEqualTo(1);
    }
  }

  @Test
  void onlyOneInstanceIsAtItAtATime() {
    PgRetentionStore store = new PgRetentionStore(pool);
    boolean[] inside = new boolean[1];

    boolean outer =
        store
            .alone(
                () ->
                    store
                        .alone(io.vertx.core.Future::succeededFuture)
                        .map(
                            entered -> {
                              inside[0] = entered;
                              return null;
                            }))
            .await();

    assertThat(outer).isTrue();
    assertThat(inside[0]).isFalse();
    assertThat(store.alone(io.vertx.core.Future::succeededFuture).await()).isTrue();
  }

  private void days(int... ago) {
    for (int days : ago) {
      partitions.ensure(List.of(EventDay.of(TODAY.minusDays(days)))).await();
    }
  }

  private static boolean hasDay(LocalDate day) {
    return tables.number(
            "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relname = 'events_"
                + day.toString().replace("-", "")
                + "'")
        == 1;
  }

  private static void project(long id, int days) {
    tables.execute("INSERT INTO ingest.projects VALUES (" + id + ", " + days + ")");
  }

  private static void problem(long id, long project, LocalDate lastSeen) {
    tables.execute(
        "INSERT INTO grouping.problems (id, project_id, title, message, culprit, level, platform,"
            + " first_seen, last_seen) OVERRIDING SYSTEM VALUE VALUES ("
            + id
            + ", "
            + project
            + ", 't', '', '', 'error', 'java', '"
            + lastSeen
            + "', '"
            + lastSeen
            + "')");
  }

  private static void merged(long id, long into) {
    tables.execute(
        "UPDATE grouping.problems SET status = 'merged', merged_into = %d WHERE id = %d"
            .formatted(into, id));
  }

  private static void attachment(long project, LocalDate day, int sequence) {
    tables.execute(
        "INSERT INTO grouping.attachments VALUES ("
            + EventDay.id(EventDay.of(day), sequence)
            + ", "
            + project
            + ", gen_random_uuid(), gen_random_uuid(), 'n', '', '', 1, '"
            + day
            + "', 'x')");
  }

  private static void event(long project, long problem, LocalDate day, int sequence) {
    long id = EventDay.id(EventDay.of(day), sequence);
    tables.execute(
        "INSERT INTO grouping.events VALUES ("
            + id
            + ", "
            + project
            + ", "
            + problem
            + ", gen_random_uuid(), '"
            + day
            + "', '"
            + day
            + "', 'default', '', 'error', NULL)",
        "INSERT INTO grouping.payloads VALUES (" + id + ", 0, '')");
  }
}

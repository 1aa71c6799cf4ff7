package dev.culprit.grouping.monitor;

import static dev.culprit.grouping.testing.Supplements.checkIn;
import static dev.culprit.grouping.testing.Supplements.hourly;
import static dev.culprit.proto.ingest.v1.CheckInStatus.CHECK_IN_STATUS_ERROR;
import static dev.culprit.proto.ingest.v1.CheckInStatus.CHECK_IN_STATUS_IN_PROGRESS;
import static dev.culprit.proto.ingest.v1.CheckInStatus.CHECK_IN_STATUS_OK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.event.PgEventIds;
import dev.culprit.grouping.event.PgPartitions;
import dev.culprit.grouping.store.PgInstanceLock;
import dev.culprit.grouping.store.PgTransactions;
import dev.culprit.grouping.store.Transactions;
import dev.culprit.grouping.supplement.SupplementJob;
import dev.culprit.grouping.supplement.SupplementPipeline;
import dev.culprit.grouping.supplement.SupplementResult;
import dev.culprit.grouping.testing.GroupingSchema;
import dev.culprit.grouping.testing.Supplements;
import dev.culprit.grouping.testing.Tables;
import dev.culprit.grouping.wire.EventReader;
import dev.culprit.grouping.wire.RunFailureEvents;
import dev.culprit.proto.ingest.v1.CheckIn;
import dev.culprit.proto.ingest.v1.MonitorConfig;
import dev.culprit.proto.ingest.v1.Supplement;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestClock;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Monitors on a real PostgreSQL, by a clock that the test advances. */
@ExtendWith(PostgresExtension.class)
class MonitorsTest {

  private static final UUID LATEST = new UUID(0, 0);

  private static Vertx vertx;
  private static Pool pool;
  private static Tables tables;

  private final TestClock clock = new TestClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final EventReader reader = new EventReader(clock);
  private final List<IncomingEvent> events = new CopyOnWriteArrayList<>();
  private final Transactions transactions =
      new PgTransactions(vertx, pool, activity -> new byte[0], Duration.ofSeconds(10));
  private final SupplementPipeline pipeline =
      new SupplementPipeline(
          new PgEventIds(pool), new PgPartitions(pool), transactions, entry -> {});
  private final SupplementJob job = job(true);

  @BeforeAll
  static void open(TestDatabase database) {
    vertx = Vertx.vertx();
    tables = new Tables(database);
    tables.createProjects();
    pool = GroupingSchema.open(vertx, database);
  }

  @AfterAll
  static void close() {
    pool.close().await();
    vertx.close().await();
  }

  @BeforeEach
  void empty() {
    tables.execute("TRUNCATE grouping.monitors CASCADE", "TRUNCATE grouping.supplement_uids");
  }

  /** One instance's job; with {@code stores} false it dies before its events are stored. */
  private SupplementJob job(boolean stores) {
    MonitorRounds rounds =
        new MonitorRounds(
            transactions,
            new RunFailureEvents(reader),
            told -> {
              events.addAll(told);
              return stores ? Future.succeededFuture() : Future.failedFuture("killed");
            },
            clock);
    return new SupplementJob(
        vertx,
        new PgInstanceLock(pool, "culprit grouping supplements"),
        transactions,
        rounds,
        clock,
        Duration.ofSeconds(10));
  }

  @Test
  void aRunThatComesInTimeOpensNothing() {
    send(checkIn("nightly", UUID.randomUUID(), CHECK_IN_STATUS_OK).setMonitorConfig(hourly()));
    at("13:02");
    send(checkIn("nightly", UUID.randomUUID(), CHECK_IN_STATUS_OK));
    at("13:10");

    job.run().await();

    assertThat(events).isEmpty();
    assertThat(status("nightly")).isEqualTo("ok");
    assertThat(nextDue("nightly")).isEqualTo("14:00");
  }

  @Test
  void aMissedRunHasExactlyOneEventHoweverOftenItIsLookedFor() {
    send(checkIn("nightly", UUID.randomUUID(), CHECK_IN_STATUS_OK).setMonitorConfig(hourly()));
    at("13:04");
    job.run().await();
    assertThat(events).isEmpty();

    at("13:05");
    job.run().await();
    job.run().await();
    job(true).run().await();

    assertThat(events).hasSize(1);
    IncomingEvent event = events.get(0);
    assertThat(event.projectId()).isEqualTo(1);
    assertThat(event.environment()).isEqualTo("production");
    assertThat(event.level()).isEqualTo("error");
    assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-03-01T13:05:00Z"));
    assertThat(event.facts().message()).isEqualTo("Monitor nightly missed its run");
    assertThat(event.facts().clientFingerprint()).containsExactly("monitor", "nightly", "missed");
    assertThat(status("nightly")).isEqualTo("missed");
  }

  @Test
  void everyMissedRunHasItsEvent() {
    send(checkIn("nightly", UUID.randomUUID(), CHECK_IN_STATUS_OK).setMonitorConfig(hourly()));

    at("16:30");
    job.run().await();

    assertThat(events)
        .extracting(IncomingEvent::occurredAt)
        .containsExactly(
            Instant.parse("2026-03-01T13:05:00Z"),
            Instant.parse("2026-03-01T14:05:00Z"),
            Instant.parse("2026-03-01T15:05:00Z"),
            Instant.parse("2026-03-01T16:05:00Z"));
    assertThat(events).extracting(IncomingEvent::uid).doesNotHaveDuplicates();
  }

  @Test
  void afterACrashTheSameEventIsToldAgain() {
    send(checkIn("nightly", UUID.randomUUID(), CHECK_IN_STATUS_OK).setMonitorConfig(hourly()));
    at("13:05");
    assertThat(job(false).run().transform(Future::succeededFuture).await().failed()).isTrue();

    at("13:20");
    job.run().await();
    job.run().await();

    assertThat(events).hasSize(2);
    assertThat(events.get(1).uid()).isEqualTo(events.get(0).uid());
    assertThat(events.get(1).occurredAt()).isEqualTo(events.get(0).occurredAt());
  }

  @Test
  void severalInstancesAtOnceMissARunOnce() {
    send(checkIn("nightly", UUID.randomUUID(), CHECK_IN_STATUS_OK).setMonitorConfig(hourly()));
    at("15:30");
    List<Future<Void>> turns = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      turns.add(job(true).run());
    }
    Future.all(turns).await();

    job.run().await();

    assertThat(events).extracting(IncomingEvent::uid).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void aRunThatDoesNotEndTimesOutOnce() {
    UUID run = UUID.randomUUID();
    send(checkIn("nightly", run, CHECK_IN_STATUS_IN_PROGRESS).setMonitorConfig(hourly()));
    at("12:09");
    job.run().await();
    assertThat(events).isEmpty();

    at("12:10");
    job.run().await();
    at("12:12");
    send(checkIn("nightly", run, CHECK_IN_STATUS_OK));
    job.run().await();

    assertThat(events).hasSize(1);
    assertThat(events.get(0).facts().message())
        .isEqualTo("Monitor nightly did not finish within 10 minutes");
    assertThat(events.get(0).facts().clientFingerprint())
        .containsExactly("monitor", "nightly", "timeout");
    assertThat(tables.rows("SELECT status, duration_ms FROM grouping.monitor_check_ins"))
        .containsExactly(List.of("timeout", 720_000L));
  }

  @Test
  void aFailedRunHasOneEventAlsoWhenItIsSentTwice() {
    UUID run = UUID.randomUUID();
    UUID uid = UUID.randomUUID();
    send(checkIn("nightly", run, CHECK_IN_STATUS_IN_PROGRESS).setRelease("shop@2"));
    at("12:01");
    assertThat(keep(uid, checkIn("nightly", run, CHECK_IN_STATUS_ERROR)))
        .isEqualTo(SupplementResult.NEW);
    assertThat(keep(uid, checkIn("nightly", run, CHECK_IN_STATUS_ERROR)))
        .isEqualTo(SupplementResult.DUPLICATE);

    job.run().await();
    job.run().await();

    assertThat(events).hasSize(1);
    assertThat(events.get(0).facts().message()).isEqualTo("Monitor nightly reported a failed run");
    assertThat(events.get(0).release()).isEqualTo("shop@2");
    assertThat(status("nightly")).isEqualTo("failed");
    assertThat(tables.number("SELECT duration_ms FROM grouping.monitor_check_ins"))
        .isEqualTo(60_000);
  }

  @Test
  void theEndOfTheLatestRunNeedsNoId() {
    send(checkIn("nightly", LATEST, CHECK_IN_STATUS_IN_PROGRESS));
    at("12:03");
    send(checkIn("nightly", LATEST, CHECK_IN_STATUS_OK));
    send(checkIn("nightly", LATEST, CHECK_IN_STATUS_OK).setDurationMs(5_000));

    assertThat(
            tables.rows("SELECT status, duration_ms FROM grouping.monitor_check_ins ORDER BY id"))
        .containsExactly(List.of("ok", 180_000L), List.of("ok", 5_000L));
  }

  @Test
  void aCheckInThatCameLateDoesNotMoveThePlanBack() {
    send(checkIn("nightly", UUID.randomUUID(), CHECK_IN_STATUS_OK).setMonitorConfig(hourly()));
    at("14:01");
    send(checkIn("nightly", UUID.randomUUID(), CHECK_IN_STATUS_ERROR));
    Instant now = clock.instant();
    at("13:00");
    send(checkIn("nightly", UUID.randomUUID(), CHECK_IN_STATUS_OK));

    assertThat(now).isAfter(clock.instant());
    assertThat(nextDue("nightly")).isEqualTo("15:00");
    assertThat(status("nightly")).isEqualTo("failed");
  }

  @Test
  void aNewPlanCountsAtOnce() {
    send(
        checkIn("nightly", UUID.randomUUID(), CHECK_IN_STATUS_OK)
            .setMonitorConfig(MonitorConfig.newBuilder().setIntervalMinutes(600)));
    assertThat(nextDue("nightly")).isEqualTo("22:00");

    at("12:30");
    send(checkIn("nightly", UUID.randomUUID(), CHECK_IN_STATUS_OK).setMonitorConfig(hourly()));

    assertThat(nextDue("nightly")).isEqualTo("13:00");
    assertThat(tables.rows("SELECT crontab, interval_minutes FROM grouping.monitors").get(0))
        .containsExactly("0 * * * *", null);
  }

  @Test
  void aMonitorWithoutAPlanMissesNothing() {
    send(checkIn("adhoc", UUID.randomUUID(), CHECK_IN_STATUS_OK));
    at("23:00");

    job.run().await();

    assertThat(events).isEmpty();
  }

  @Test
  void nobodyWaitsForEverForAJobThatIsGone() {
    send(checkIn("nightly", UUID.randomUUID(), CHECK_IN_STATUS_OK).setMonitorConfig(hourly()));
    for (int day = 1; day <= 9; day++) {
      clock.advance(Duration.ofDays(1));
      job.run().await();
    }
    int told = events.size();
    clock.advance(Duration.ofDays(1));
    job.run().await();

    assertThat(told).isBetween(7 * 24 - 1, 8 * 24 + 1);
    assertThat(events).hasSize(told);
    assertThat(status("nightly")).isEqualTo("silent");

    send(checkIn("nightly", UUID.randomUUID(), CHECK_IN_STATUS_IN_PROGRESS));
    assertThat(status("nightly")).isEqualTo("waiting");
    assertThat(nextDue("nightly")).isEqualTo("13:00");
  }

  @Test
  void rejectsACrontabThatCannotBeReadAndKeepsItsNeighbours() {
    List<SupplementResult> results =
        pipeline
            .keep(
                List.of(
                    incoming(
                        UUID.randomUUID(),
                        checkIn("bad", UUID.randomUUID(), CHECK_IN_STATUS_OK)
                            .setMonitorConfig(MonitorConfig.newBuilder().setCrontab("99 * * * *"))),
                    incoming(
                        UUID.randomUUID(), checkIn("good", UUID.randomUUID(), CHECK_IN_STATUS_OK))))
            .await();

    assertThat(results.get(0))
        .isInstanceOfSatisfying(
            SupplementResult.Rejected.class,
            rejected -> assertThat(rejected.reason()).contains("schedule cannot be read"));
    assertThat(results.get(1)).isEqualTo(SupplementResult.NEW);
    assertThat(tables.rows("SELECT slug FROM grouping.monitors")).containsExactly(List.of("good"));
  }

  @Test
  void justAfterAStartNothingCountsAsMissed() {
    send(checkIn("nightly", UUID.randomUUID(), CHECK_IN_STATUS_OK).setMonitorConfig(hourly()));
    at("13:30");
    job.start();
    try {
      job.run().await();
      assertThat(events).isEmpty();

      at("13:31");
      job.run().await();
      assertThat(events).hasSize(1);
    } finally {
      job.stop();
    }
  }

  @Test
  void aProjectHasABoundedNumberOfMonitors() {
    tables.execute(
        "INSERT INTO grouping.monitors (project_id, slug, created_at)"
            + " SELECT 1, 'm' || n, now() FROM generate_series(1, 1000) n");

    assertThat(keep(UUID.randomUUID(), checkIn("one-more", UUID.randomUUID(), CHECK_IN_STATUS_OK)))
        .isEqualTo(new SupplementResult.Rejected("The project has too many monitors."));
    assertThat(keep(UUID.randomUUID(), checkIn("m7", UUID.randomUUID(), CHECK_IN_STATUS_OK)))
        .isEqualTo(SupplementResult.NEW);
  }

  @Test
  void aMonitorHasABoundedNumberOfEnvironments() {
    for (int i = 0; i < 100; i++) {
      send(checkIn("nightly", UUID.randomUUID(), CHECK_IN_STATUS_OK).setEnvironment("e" + i));
    }

    assertThat(
            keep(
                UUID.randomUUID(),
                checkIn("nightly", UUID.randomUUID(), CHECK_IN_STATUS_OK).setEnvironment("more")))
        .isEqualTo(new SupplementResult.Rejected("The monitor has too many environments."));
  }

  @Test
  void environmentsAreWatchedApart() {
    send(checkIn("nightly", UUID.randomUUID(), CHECK_IN_STATUS_OK).setMonitorConfig(hourly()));
    at("12:30");
    send(checkIn("nightly", UUID.randomUUID(), CHECK_IN_STATUS_OK).setEnvironment("staging"));
    at("13:01");
    send(checkIn("nightly", UUID.randomUUID(), CHECK_IN_STATUS_OK));
    at("13:06");

    job.run().await();

    assertThat(events).extracting(IncomingEvent::environment).containsExactly("staging");
  }

  private void at(String time) {
    Instant wanted = Instant.parse("2026-03-01T" + time + ":00Z");
    clock.advance(Duration.between(clock.instant(), wanted));
  }

  private void send(CheckIn.Builder checkIn) {
    assertThat(keep(UUID.randomUUID(), checkIn)).isEqualTo(SupplementResult.NEW);
  }

  private SupplementResult keep(UUID uid, CheckIn.Builder checkIn) {
    return pipeline.keep(List.of(incoming(uid, checkIn))).await().get(0);
  }

  private dev.culprit.grouping.supplement.IncomingSupplement incoming(
      UUID uid, CheckIn.Builder checkIn) {
    var reading =
        reader.read(
            Supplements.incoming(
                1, uid, clock.instant(), Supplement.newBuilder().setCheckIn(checkIn)));
    assertThat(reading.supplement()).isNotNull();
    return reading.supplement();
  }

  private static String status(String slug) {
    return (String) environment(slug, "status");
  }

  private static String nextDue(String slug) {
    return (String) environment(slug, "to_char(next_due_at AT TIME ZONE 'UTC', 'HH24:MI')");
  }

  private static Object environment(String slug, String column) {
    return tables
        .rows(
            "SELECT "
                + column
                + " FROM grouping.monitor_environments e JOIN grouping.monitors m"
                + " ON m.id = e.monitor_id WHERE environment = 'production' AND slug = '"
                + slug
                + "'")
        .get(0)
        .get(0);
  }
}

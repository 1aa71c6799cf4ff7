package dev.culprit.grouping.retention;

import dev.culprit.grouping.event.EventDay;
import dev.culprit.grouping.event.Partitions;
import dev.culprit.grouping.problem.KnownProblems;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the next days' partitions, and deletes what nobody may ask for any more. Each instance
 * makes partitions; only one at a time deletes. A failure is logged and tried again.
 */
public final class RetentionJob {

  private static final Logger log = LoggerFactory.getLogger(RetentionJob.class);
  private static final int DEFAULT_DAYS = 30;
  private static final int DAYS_AHEAD = 2;
  private static final int MINUTE_ROLLUP_DAYS = 8;
  private static final int HOUR_ROLLUP_DAYS = 400;

  /** How long a supplement that is sent again is recognised. */
  public static final int TRACE_DAYS = 3;

  private static final Duration RETRY = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final RetentionStore store;
  private final Partitions partitions;
  private final KnownProblems known;
  private final Clock clock;
  private final Duration interval;
  private long timer = -1;
  private long first = -1;
  private boolean isRunning;

  public RetentionJob(
      Vertx vertx,
      RetentionStore store,
      Partitions partitions,
      KnownProblems known,
      Clock clock,
      Duration interval) {
    this.vertx = vertx;
    this.store = store;
    this.partitions = partitions;
    this.known = known;
    this.clock = clock;
    this.interval = interval;
  }

  /**
   * Succeeds when the coming days can take events. Deletes for the first time a minute later: at a
   * first start ingest may still be making the table that says how long events are kept.
   */
  public Future<Void> start() {
    timer = vertx.setPeriodic(interval.toMillis(), id -> runQuietly());
    first = vertx.setTimer(RETRY.toMillis(), id -> runQuietly());
    return makeDays();
  }

  public void stop() {
    vertx.cancelTimer(timer);
    vertx.cancelTimer(first);
  }

  /** One turn; succeeds at once when another instance is at it. */
  public Future<Void> run() {
    return makeDays().compose(ignored -> store.alone(this::delete)).mapEmpty();
  }

  private void runQuietly() {
    if (isRunning) {
      return;
    }
    isRunning = true;
    run()
        .onFailure(
            failure -> {
              log.atWarn()
                  .addKeyValue("reason", failure.toString())
                  .log("Old data could not be deleted; trying again in a minute");
              vertx.setTimer(RETRY.toMillis(), id -> runQuietly());
            })
        .onComplete(done -> isRunning = false);
  }

  private Future<Void> makeDays() {
    long today = EventDay.of(today());
    return partitions.ensure(
        LongStream.rangeClosed(today - 1, today + DAYS_AHEAD).boxed().toList());
  }

  private Future<Void> delete() {
    return store.retentionDays().compose(this::delete);
  }

  private Future<Void> delete(Map<Long, Integer> retentionDays) {
    int longest =
        retentionDays.values().stream().mapToInt(Integer::intValue).max().orElse(DEFAULT_DAYS);
    LocalDate today = today();
    return dropDays(today.minusDays(longest))
        .compose(ignored -> deleteShorter(retentionDays, longest))
        .compose(ignored -> deleteSupplements(retentionDays))
        .compose(ignored -> store.deleteTraces(today.minusDays(TRACE_DAYS)))
        .compose(ignored -> store.deleteSums(today.minusDays(HOUR_ROLLUP_DAYS)))
        .compose(ignored -> store.deleteStackTraces(today.minusDays(longest + 2L)))
        .compose(ignored -> store.deleteMinuteRollups(today.minusDays(MINUTE_ROLLUP_DAYS)))
        .compose(ignored -> store.deleteHourRollups(today.minusDays(HOUR_ROLLUP_DAYS)))
        .compose(ignored -> deleteProblems(0, today.minusDays(longest)))
        .compose(ignored -> deleteProblems(retentionDays));
  }

  private Future<Void> dropDays(LocalDate oldestKept) {
    long oldest = EventDay.of(oldestKept);
    return store
        .days()
        .compose(
            days -> {
              List<Long> old = days.stream().filter(day -> day < oldest).sorted().toList();
              Future<Void> dropped = Future.succeededFuture();
              for (long day : old) {
                dropped = dropped.compose(ignored -> dropDay(day));
              }
              return dropped;
            });
  }

  private Future<Void> dropDay(long day) {
    partitions.forget();
    return store
        .dropDay(day)
        .onSuccess(
            ignored ->
                log.atInfo().addKeyValue("day", EventDay.date(day)).log("Dropped a day of events"));
  }

  private Future<Void> deleteShorter(Map<Long, Integer> retentionDays, int longest) {
    Future<Void> deleted = Future.succeededFuture();
    for (Map.Entry<Long, Integer> project : retentionDays.entrySet()) {
      if (project.getValue() < longest) {
        long before = EventDay.of(today().minusDays(project.getValue()));
        deleted =
            deleted.compose(ignored -> store.deleteEvents(project.getKey(), before)).mapEmpty();
      }
    }
    return deleted;
  }

  private Future<Void> deleteSupplements(Map<Long, Integer> retentionDays) {
    Future<Void> deleted = Future.succeededFuture();
    for (Map.Entry<Long, Integer> project : retentionDays.entrySet()) {
      LocalDate before = today().minusDays(project.getValue());
      deleted =
          deleted.compose(ignored -> store.deleteSupplements(project.getKey(), before)).mapEmpty();
    }
    return deleted;
  }

  private Future<Void> deleteProblems(Map<Long, Integer> retentionDays) {
    Future<Void> deleted = Future.succeededFuture();
    for (Map.Entry<Long, Integer> project : retentionDays.entrySet()) {
      LocalDate unseenSince = today().minusDays(project.getValue());
      deleted = deleted.compose(ignored -> deleteProblems(project.getKey(), unseenSince));
    }
    return deleted;
  }

  private Future<Void> deleteProblems(long projectId, LocalDate unseenSince) {
    return store
        .deleteProblems(projectId, unseenSince)
        .compose(
            deleted -> {
              if (deleted.ids().isEmpty()) {
                return Future.succeededFuture();
              }
              log.atInfo()
                  .addKeyValue("problems", deleted.ids().size())
                  .log("Deleted problems without events");
              known.forgetProblems(deleted.ids());
              return known
                  .forget(deleted.fingerprints())
                  .otherwiseEmpty()
                  .compose(ignored -> deleteProblems(projectId, unseenSince));
            });
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}

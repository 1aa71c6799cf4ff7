package dev.culprit.grouping.monitor;

import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.store.Transactions;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds runs that were missed or take too long, and has an event tell of each of these and of those
 * that failed. A run is marked only after its event is stored, and the event's identity comes from
 * the run: so whatever dies in between, each run has exactly one event.
 */
public final class MonitorRounds {

  private static final Logger log = LoggerFactory.getLogger(MonitorRounds.class);
  private static final int MOST_RUNS_AT_ONCE = 50;

  /** Older ones were missed while nobody was there to notice; they are passed over. */
  private static final Duration OLDEST = Duration.ofDays(1);

  /** Nobody waits any longer for a job that was taken out of service. */
  private static final Duration PATIENCE = Duration.ofDays(7);

  private static final int FEWEST_MISSED = 10;

  private final Transactions transactions;
  private final Function<RunFailure, Optional<IncomingEvent>> events;
  private final Function<List<IncomingEvent>, ? extends Future<?>> pipeline;
  private final Clock clock;

  /**
   * {@code events} makes the event that tells of a failure, if it can still be stored; {@code
   * pipeline} stores events as those of clients.
   */
  public MonitorRounds(
      Transactions transactions,
      Function<RunFailure, Optional<IncomingEvent>> events,
      Function<List<IncomingEvent>, ? extends Future<?>> pipeline,
      Clock clock) {
    this.transactions = transactions;
    this.events = events;
    this.pipeline = pipeline;
    this.clock = clock;
  }

  /** Marks the runs that did not begin in time. */
  public Future<Void> findMissed() {
    Instant now = clock.instant();
    return transactions.run(
        transaction -> {
          MonitorStore store = transaction.monitors();
          return store
              .lockDue(now)
              .compose(due -> miss(store, due, now))
              .compose(done -> transaction.commit());
        });
  }

  private static Future<Void> miss(MonitorStore store, List<MonitorStore.Due> due, Instant now) {
    List<Run> runs = new ArrayList<>();
    List<MonitorEnvironment> environments = new ArrayList<>();
    due.forEach(each -> environments.add(miss(each, now, runs)));
    Future<Void> written =
        runs.isEmpty() ? Future.succeededFuture() : store.insert(List.copyOf(runs));
    for (MonitorEnvironment environment : environments) {
      written = written.compose(done -> store.put(environment));
    }
    return written;
  }

  private static MonitorEnvironment miss(MonitorStore.Due due, Instant now, List<Run> runs) {
    MonitorConfig config = due.monitor().config();
    MonitorEnvironment before = due.environment();
    Instant next = Objects.requireNonNull(before.nextDueAt());
    Instant latest = now.minus(config.margin());
    if (next.isBefore(now.minus(OLDEST).minus(config.margin()))) {
      next = config.schedule().nextAfter(now.minus(OLDEST)).orElse(null);
    }
    int missed = before.missedInARow();
    for (int i = 0; i < MOST_RUNS_AT_ONCE && next != null && !next.isAfter(latest); i++) {
      runs.add(MissedRun.of(due.monitor(), before.name(), next));
      missed++;
      next = config.schedule().nextAfter(next).orElse(null);
    }
    boolean isGivenUp =
        missed >= FEWEST_MISSED && before.lastCheckInAt().isBefore(now.minus(PATIENCE));
    return new MonitorEnvironment(
        before.monitorId(),
        before.name(),
        isGivenUp ? MonitorEnvironment.SILENT : RunStatus.MISSED.code(),
        before.lastCheckInAt(),
        isGivenUp ? null : next,
        missed);
  }

  /** Marks the runs that began and do not end. */
  public Future<Void> findTimedOut() {
    Instant now = clock.instant();
    return transactions.run(
        transaction -> transaction.monitors().timeOut(now).compose(done -> transaction.commit()));
  }

  /** Has events tell of all failures. */
  public Future<Void> report() {
    return unreported()
        .compose(
            failures ->
                failures.isEmpty()
                    ? Future.succeededFuture()
                    : report(failures).compose(done -> report()));
  }

  private Future<List<RunFailure>> unreported() {
    return transactions.run(
        transaction ->
            transaction
                .monitors()
                .unreported()
                .compose(failures -> transaction.commit().map(failures)));
  }

  private Future<Void> report(List<RunFailure> failures) {
    List<IncomingEvent> told = new ArrayList<>();
    for (RunFailure failure : failures) {
      events
          .apply(failure)
          .ifPresentOrElse(
              told::add,
              () ->
                  log.atWarn()
                      .addKeyValue("monitor", failure.slug())
                      .addKeyValue("project", failure.projectId())
                      .log("A failed run is too old for an event"));
    }
    Future<?> stored = told.isEmpty() ? Future.succeededFuture() : pipeline.apply(told);
    return stored.compose(
        done ->
            transactions.run(
                transaction ->
                    transaction
                        .monitors()
                        .markReported(failures)
                        .compose(marked -> transaction.commit())));
  }
}

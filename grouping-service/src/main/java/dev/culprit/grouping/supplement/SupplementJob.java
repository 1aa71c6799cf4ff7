package dev.culprit.grouping.supplement;

import dev.culprit.grouping.monitor.MonitorRounds;
import dev.culprit.grouping.store.PgInstanceLock;
import dev.culprit.grouping.store.Transactions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one instance at a time looks after every few seconds: runs of monitors that were missed,
 * take too long or failed, and feedback that came before its event. A failure is logged and tried
 * again.
 */
public final class SupplementJob {

  private static final Logger log = LoggerFactory.getLogger(SupplementJob.class);

  /** After a start, check-ins that wait in the spools of ingest get the time to arrive. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final PgInstanceLock lock;
  private final Transactions transactions;
  private final MonitorRounds monitors;
  private final Clock clock;
  private final Duration interval;
  private Instant quietUntil = Instant.MIN;
  private long timer = -1;
  private boolean isRunning;

  public SupplementJob(
      Vertx vertx,
      PgInstanceLock lock,
      Transactions transactions,
      MonitorRounds monitors,
      Clock clock,
      Duration interval) {
    this.vertx = vertx;
    this.lock = lock;
    this.transactions = transactions;
    this.monitors = monitors;
    this.clock = clock;
    this.interval = interval;
  }

  public void start() {
    quietUntil = clock.instant().plus(GRACE);
    timer = vertx.setPeriodic(interval.toMillis(), id -> runQuietly());
  }

  public void stop() {
    vertx.cancelTimer(timer);
  }

  /** One turn; succeeds at once when another instance is at it. */
  public Future<Void> run() {
    return lock.alone(this::look).mapEmpty();
  }

  private Future<Void> look() {
    Future<Void> missed =
        clock.instant().isBefore(quietUntil)
            ? Future.succeededFuture()
            : monitors.findMissed().compose(done -> monitors.findTimedOut());
    return missed.compose(done -> monitors.report()).compose(done -> linkFeedback());
  }

  private Future<Void> linkFeedback() {
    return transactions.run(
        transaction ->
            transaction.supplements().linkFeedback().compose(done -> transaction.commit()));
  }

  private void runQuietly() {
    if (isRunning) {
      return;
    }
    isRunning = true;
    run()
        .onFailure(
            failure ->
                log.atWarn()
                    .addKeyValue("reason", failure.toString())
                    .log("Monitors could not be looked after; trying again"))
        .onComplete(done -> isRunning = false);
  }
}

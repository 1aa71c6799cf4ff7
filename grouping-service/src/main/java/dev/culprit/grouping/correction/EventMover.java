package dev.culprit.grouping.correction;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets stored events follow corrections, step by step: at once what this process corrected, and now
 * and then what a process that died left behind, on one instance at a time. A failure is logged and
 * tried again.
 */
public final class EventMover {

  private static final Logger log = LoggerFactory.getLogger(EventMover.class);

  private final Vertx vertx;
  private final EventMoves moves;
  private final Duration interval;
  private long timer = -1;
  private Future<Void> running = Future.succeededFuture();
  private boolean isWantedAgain;
  private volatile boolean isStopping;

  public EventMover(Vertx vertx, EventMoves moves, Duration interval) {
    this.vertx = vertx;
    this.moves = moves;
    this.interval = interval;
  }

  public void start() {
    timer = vertx.setPeriodic(interval.toMillis(), id -> begin(() -> moves.alone(this::moveAll)));
  }

  /** Moves what has to be moved, soon; returns at once. */
  public synchronized void wake() {
    isWantedAgain = !running.isComplete();
    begin(this::moveAll);
  }

  /** Succeeds when the step in hand is done; the rest is for the next start. */
  public synchronized Future<Void> stop() {
    isStopping = true;
    vertx.cancelTimer(timer);
    return running.otherwiseEmpty();
  }

  private synchronized void begin(Supplier<Future<?>> work) {
    if (isStopping || !running.isComplete()) {
      return;
    }
    Future<Void> turn = work.get().mapEmpty();
    running = turn;
    turn.onFailure(
            failure ->
                log.atWarn()
                    .addKeyValue("reason", failure.toString())
                    .log("Events could not follow a correction; trying again"))
        .onComplete(done -> again());
  }

  private synchronized void again() {
    if (isWantedAgain) {
      isWantedAgain = false;
      begin(this::moveAll);
    }
  }

  private Future<Void> moveAll() {
    return moves
        .unfinished()
        .compose(
            ids ->
                ids.isEmpty() || isStopping
                    ? Future.succeededFuture()
                    : moveAll(ids, 0).compose(ignored -> moveAll()));
  }

  private Future<Void> moveAll(List<Long> ids, int position) {
    return position == ids.size() || isStopping
        ? Future.succeededFuture()
        : move(ids.get(position)).compose(ignored -> moveAll(ids, position + 1));
  }

  private Future<Void> move(long id) {
    return moves
        .step(id)
        .compose(isMore -> isMore && !isStopping ? move(id) : Future.succeededFuture());
  }
}

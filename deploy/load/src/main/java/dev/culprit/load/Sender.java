package dev.culprit.load;

import dev.culprit.load.event.EventPool;
import dev.culprit.load.event.Timestamps;
import dev.culprit.load.measure.Ledger;
import dev.culprit.load.readback.Comparison;
import dev.culprit.load.wire.Answer;
import dev.culprit.load.wire.AnswerListener;
import dev.culprit.load.wire.Wire;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is due whenever the wire has room, until all was sent and answered. One lock guards
 * all state: ticks come from an event loop, answers from the wire's threads.
 */
final class Sender implements AnswerListener {
  private static final long TICK_MS = 1;
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private final Pace pace;
  private final EventPool pool;
  private final Wire wire;
  private final Ledger ledger = new Ledger();
  private final Promise<Void> done = Promise.promise();
  private long startedAt;
  private long lastAnswerAt;
  private long lastMicros;
  private boolean pumping;

  /** The answer to the event that is just being sent, when a wire knows it before it returns. */
  private @Nullable Answer early;

  Sender(Pace pace, EventPool pool, Wire wire) {
    this.pace = pace;
    this.pool = pool;
    this.wire = wire;
  }

  /** Completes when every event is answered, or when nothing was answered for half a minute. */
  Future<Void> start(Context context) {
    synchronized (this) {
      startedAt = System.nanoTime();
      lastAnswerAt = startedAt;
    }
    context.runOnContext(
        nothing -> {
          long timer = context.owner().setPeriodic(TICK_MS, tick -> pump());
          done.future().onComplete(finished -> context.owner().cancelTimer(timer));
        });
    return done.future();
  }

  @Override
  public synchronized void answered(long sequence, Answer answer) {
    lastAnswerAt = System.nanoTime();
    if (sequence == ledger.sent()) {
      early = answer;
      return;
    }
    ledger.answered(sequence, answer, lastAnswerAt);
    pump();
  }

  @Override
  public void writable() {
    pump();
  }

  /** Lets others look at the ledger while it stands still. */
  synchronized void inspect(Consumer<Ledger> look) {
    look.accept(ledger);
  }

  synchronized long startedAt() {
    return startedAt;
  }

  synchronized long sent() {
    return ledger.sent();
  }

  synchronized RunResult.Sent result() {
    return RunResult.Sent.of(ledger);
  }

  /** When the last event was acknowledged; the start when none was. */
  synchronized long lastAcknowledgedAt() {
    return ledger.accepted() == 0 ? startedAt : ledger.lastAcknowledgedNanos();
  }

  synchronized double sendSeconds() {
    return (lastAcknowledgedAt() - startedAt) / 1e9;
  }

  /** What is kept against what this run was promised. */
  synchronized Comparison compare(long[] kept) {
    return Comparison.ofEvents(ledger.acknowledgedMicros(), ledger.uncertainMicros(), kept);
  }

  private synchronized void pump() {
    if (pumping || startedAt == 0 || done.future().isComplete()) {
      return;
    }
    pumping = true;
    try {
      long now = System.nanoTime();
      long due = pace.due(now - startedAt);
      while (ledger.sent() < due && sendNext(now)) {
        now = pace.isOpenLoop() ? now : System.nanoTime();
      }
      finishWhenOver(now);
    } finally {
      pumping = false;
    }
  }

  private boolean sendNext(long now) {
    long sequence = ledger.sent();
    long micros = Math.max(lastMicros + 1, Timestamps.micros(Instant.now()));
    if (!wire.trySend(sequence, micros, pool.template(sequence))) {
      return false;
    }
    lastMicros = micros;
    ledger.add(micros, pace.isOpenLoop() ? startedAt + pace.dueAt(sequence) : now);
    if (early != null) {
      ledger.answered(sequence, early, System.nanoTime());
      early = null;
    }
    return true;
  }

  private void finishWhenOver(long now) {
    boolean nothingLeft = pace.isOver(ledger.sent(), now - startedAt);
    boolean silent = now - lastAnswerAt > PATIENCE_NANOS;
    if ((nothingLeft && ledger.inFlight() == 0) || silent) {
      done.tryComplete();
    }
  }
}

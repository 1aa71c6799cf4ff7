package dev.culprit.alert.retention;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Things done again and again, each never twice at a time; a failure is logged and tried next time.
 */
public final class RegularWork {
  private static final Logger log = LoggerFactory.getLogger(RegularWork.class);

  private final Vertx vertx;
  private final List<Long> timers = new ArrayList<>();
  private final AtomicInteger running = new AtomicInteger();
  private volatile @Nullable Promise<Void> stopped;

  public RegularWork(Vertx vertx) {
    this.vertx = vertx;
  }

  public synchronized void every(String name, Duration interval, Supplier<Future<Void>> work) {
    AtomicBoolean busy = new AtomicBoolean();
    timers.add(vertx.setPeriodic(interval.toMillis(), id -> run(name, busy, work)));
  }

  /** Starts nothing more and waits for what runs. */
  public synchronized Future<Void> stop() {
    timers.forEach(vertx::cancelTimer);
    Promise<Void> promise = Promise.promise();
    stopped = promise;
    finishIfIdle();
    return promise.future();
  }

  private void run(String name, AtomicBoolean busy, Supplier<Future<Void>> work) {
    if (stopped != null || !busy.compareAndSet(false, true)) {
      return;
    }
    running.incrementAndGet();
    Future<Void> result;
    try {
      result = work.get();
    } catch (RuntimeException e) {
      result = Future.failedFuture(e);
    }
    result.onComplete(
        done -> {
          busy.set(false);
          running.decrementAndGet();
          if (done.failed()) {
            log.atWarn()
                .addKeyValue("work", name)
                .addKeyValue("cause", done.cause().toString())
                .log("regular work failed");
          }
          finishIfIdle();
        });
  }

  private void finishIfIdle() {
    Promise<Void> waiting = stopped;
    if (waiting != null && running.get() == 0) {
      waiting.tryComplete();
    }
  }
}

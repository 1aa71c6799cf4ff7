package dev.culprit.runtime.lifecycle;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cleanups registered as resources come to life, run last in, first out, each after the one before
 * has completed. All of them share one time bound: when it has passed the rest is still called, but
 * no longer waited for. A failing cleanup is logged and stops nothing.
 */
public final class ShutdownSequence {
  private static final Logger log = LoggerFactory.getLogger(ShutdownSequence.class);

  private final Vertx vertx;
  private final Duration bound;
  private final Deque<Cleanup> cleanups = new ArrayDeque<>();
  private @Nullable Future<Void> stopped;
  private volatile boolean cutShort;

  public ShutdownSequence(Vertx vertx, Duration bound) {
    this.vertx = vertx;
    this.bound = bound;
  }

  /**
   * Registers what must happen when stopping; after {@link #stop()} it is run at once, because its
   * resource came too late.
   */
  public void onStop(String name, Supplier<? extends Future<?>> cleanup) {
    synchronized (this) {
      if (stopped == null) {
        cleanups.push(new Cleanup(name, cleanup));
        return;
      }
    }
    run(new Cleanup(name, cleanup));
  }

  /** Always succeeds; calling it again gives the same future. */
  public Future<Void> stop() {
    Promise<Void> promise;
    synchronized (this) {
      if (stopped != null) {
        return stopped;
      }
      promise = Promise.promise();
      stopped = promise.future();
    }
    runNext(System.nanoTime() + bound.toNanos(), promise);
    return promise.future();
  }

  /** Whether the bound passed before some cleanup had finished. */
  boolean wasCutShort() {
    return cutShort;
  }

  private void runNext(long deadline, Promise<Void> promise) {
    Cleanup cleanup;
    synchronized (this) {
      cleanup = cleanups.poll();
    }
    if (cleanup == null) {
      promise.complete();
      return;
    }
    awaitAtMost(cleanup, deadline).onComplete(done -> runNext(deadline, promise));
  }

  private Future<Void> awaitAtMost(Cleanup cleanup, long deadline) {
    Future<Void> cleaned = run(cleanup);
    long remaining = Math.max(0, (deadline - System.nanoTime()) / 1_000_000);
    if (cleaned.isComplete()) {
      return cleaned;
    }
    if (remaining == 0) {
      cutShort = true;
      log.atWarn().addKeyValue("cleanup", cleanup.name).log("no time left to wait for a cleanup");
      return Future.succeededFuture();
    }
    Promise<Void> first = Promise.promise();
    long timer = vertx.setTimer(remaining, id -> giveUp(cleanup, first));
    cleaned.onComplete(
        done -> {
          vertx.cancelTimer(timer);
          first.tryComplete();
        });
    return first.future();
  }

  private void giveUp(Cleanup cleanup, Promise<Void> waiting) {
    if (!waiting.future().isComplete()) {
      cutShort = true;
      log.atWarn()
          .addKeyValue("cleanup", cleanup.name)
          .log("a cleanup took too long; going on without it");
      waiting.tryComplete();
    }
  }

  private static Future<Void> run(Cleanup cleanup) {
    Future<?> result;
    try {
      result = cleanup.action.get();
    } catch (RuntimeException e) {
      result = Future.failedFuture(e);
    }
    return result
        .onFailure(
            cause ->
                log.atWarn()
                    .setCause(cause)
                    .addKeyValue("cleanup", cleanup.name)
                    .log("a cleanup failed"))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  private record Cleanup(String name, Supplier<? extends Future<?>> action) {}
}

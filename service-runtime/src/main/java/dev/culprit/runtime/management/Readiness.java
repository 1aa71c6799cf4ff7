package dev.culprit.runtime.management;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether a service can take work now. Checks run in the background, each with a timeout, so that
 * asking costs nothing and a hanging dependency shows as a failure. A check counts as failing until
 * it first succeeds.
 */
public final class Readiness {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final Duration interval;
  private final Duration timeout;
  private final Map<String, BackgroundCheck> checks = new ConcurrentHashMap<>();
  private final AtomicBoolean stopping = new AtomicBoolean();

  public Readiness(Vertx vertx) {
    this(vertx, INTERVAL, TIMEOUT);
  }

  public Readiness(Vertx vertx, Duration interval, Duration timeout) {
    this.vertx = vertx;
    this.interval = interval;
    this.timeout = timeout;
  }

  /**
   * Runs the check now and then again and again until {@link #stopping()}; a check of the same name
   * is replaced.
   */
  public void add(String name, HealthCheck check) {
    BackgroundCheck added = new BackgroundCheck(check);
    BackgroundCheck replaced = checks.put(name, added);
    if (replaced != null) {
      replaced.cancel();
    }
    if (!stopping.get()) {
      added.start();
    }
  }

  public boolean ready() {
    return failures().isEmpty();
  }

  /** The failing checks and why; empty when ready. */
  public Map<String, String> failures() {
    SortedMap<String, String> failures = new TreeMap<>();
    if (stopping.get()) {
      failures.put("stopping", "the service is stopping");
    }
    checks.forEach(
        (name, check) -> {
          if (!check.failure.isEmpty()) {
            failures.put(name, check.failure);
          }
        });
    return failures;
  }

  /** Not ready from now on, for ever; the first step of every stop. */
  public void stopping() {
    stopping.set(true);
    checks.values().forEach(BackgroundCheck::cancel);
  }

  private final class BackgroundCheck {
    private final HealthCheck check;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile String failure = "not checked yet";
    private volatile long timer = -1;

    BackgroundCheck(HealthCheck check) {
      this.check = check;
    }

    void start() {
      run();
      timer = vertx.setPeriodic(interval.toMillis(), id -> run());
    }

    void cancel() {
      vertx.cancelTimer(timer);
    }

    /** A check that hangs is not started twice: it counts as failing until it answers. */
    private void run() {
      if (!running.compareAndSet(false, true)) {
        return;
      }
      Future<Void> answer = answer();
      answer.onComplete(done -> running.set(false));
      answer
          .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
          .onComplete(done -> failure = done.succeeded() ? "" : reason(done.cause()));
    }

    private Future<Void> answer() {
      try {
        return check.check();
      } catch (RuntimeException e) {
        return Future.failedFuture(e);
      }
    }

    private String reason(Throwable cause) {
      if (cause instanceof TimeoutException) {
        return "no answer within " + timeout.toMillis() + " ms";
      }
      String message = cause.getMessage();
      return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }
  }
}

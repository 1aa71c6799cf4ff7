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
 * it first succeeds; a failing one is tried again sooner, so that recovery shows at once.
 */
public final class Readiness {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int SOONER = 10;

  private final Vertx vertx;
  private final Duration interval;
  private final Duration timeout;
  private final Map<String, BackgroundCheck> checks = new ConcurrentHashMap<>();
  private final Map<String, Readiness> parts = new ConcurrentHashMap<>();
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

  /** Not ready while the part is not; the part's failures show under the name. */
  public void include(String name, Readiness part) {
    parts.put(name, part);
  }

  /** Completes when nothing fails any more; fails with what does when that takes too long. */
  public Future<Void> whenReady(Duration atMost) {
    if (ready()) {
      return Future.succeededFuture();
    }
    long pause = Math.max(1, interval.toMillis() / (2 * SOONER));
    if (atMost.toMillis() < pause) {
      return Future.failedFuture(new IllegalStateException("not ready: " + failures()));
    }
    return vertx
        .timer(pause, TimeUnit.MILLISECONDS)
        .compose(turn -> whenReady(atMost.minusMillis(pause)));
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
    parts.forEach(
        (name, part) ->
            part.failures().forEach((check, why) -> failures.put(name + " " + check, why)));
    return failures;
  }

  /** Not ready from now on, for ever; the first step of every stop. */
  public void stopping() {
    stopping.set(true);
    checks.values().forEach(BackgroundCheck::cancel);
  }

  private final class BackgroundCheck {
    private final HealthCheck check;
    private volatile String failure = "not checked yet";
    private volatile boolean cancelled;

    BackgroundCheck(HealthCheck check) {
      this.check = check;
    }

    void cancel() {
      cancelled = true;
    }

    /** A check that hangs is not started twice: it counts as failing until it answers. */
    void start() {
      if (cancelled) {
        return;
      }
      Future<Void> answer = answer();
      answer
          .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
          .onComplete(done -> failure = done.succeeded() ? "" : reason(done.cause()));
      answer.onComplete(done -> vertx.setTimer(pauseAfter(done.succeeded()), turn -> start()));
    }

    private long pauseAfter(boolean success) {
      return Math.max(1, success ? interval.toMillis() : interval.toMillis() / SOONER);
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

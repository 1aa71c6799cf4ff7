package dev.culprit.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShutdownSequenceTest {
  private final Vertx vertx = Vertx.vertx();
  private final List<String> ran = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void runsLastInFirstOutEachAfterTheOneBefore() {
    ShutdownSequence shutdown = new ShutdownSequence(vertx, Duration.ofSeconds(5));
    shutdown.onStop("pool", () -> note("pool"));
    shutdown.onStop("server", () -> vertx.timer(100).compose(late -> note("server")));

    shutdown.stop().await();

    assertThat(ran).containsExactly("server", "pool");
  }

  @Test
  void goesOnAfterFailures() {
    ShutdownSequence shutdown = new ShutdownSequence(vertx, Duration.ofSeconds(5));
    shutdown.onStop("first", () -> note("first"));
    shutdown.onStop("failing", () -> Future.failedFuture("broken"));
    shutdown.onStop(
        "throwing",
        () -> {
          throw new IllegalStateException("worse");
        });

    shutdown.stop().await();

    assertThat(ran).containsExactly("first");
  }

  @Test
  void hangingCleanupCostsOnlyTheBoundAndTheRestIsStillCalled() {
    ShutdownSequence shutdown = new ShutdownSequence(vertx, Duration.ofMillis(200));
    shutdown.onStop("first", () -> note("first"));
    shutdown.onStop("second", () -> note("second").compose(noted -> Promise.promise().future()));
    shutdown.onStop("hanging", () -> Promise.promise().future());
    long began = System.nanoTime();

    shutdown.stop().await();

    assertThat(ran).containsExactly("second", "first");
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofMillis(150), Duration.ofSeconds(2));
  }

  @Test
  void stopsOnce() {
    ShutdownSequence shutdown = new ShutdownSequence(vertx, Duration.ofSeconds(5));
    shutdown.onStop("only", () -> note("only"));

    Future.all(shutdown.stop(), shutdown.stop()).await();

    assertThat(ran).containsExactly("only");
  }

  @Test
  void cleansUpWhatComesTooLate() {
    ShutdownSequence shutdown = new ShutdownSequence(vertx, Duration.ofSeconds(5));
    shutdown.stop().await();

    shutdown.onStop("late", () -> note("late"));

    assertThat(ran).containsExactly("late");
  }

  private Future<Void> note(String name) {
    ran.add(name);
    return Future.succeededFuture();
  }
}

package dev.culprit.grouping.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.testing.PlainEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchQueueTest {

  private record Running(List<IncomingEvent> events, Promise<List<EventResult>> end) {

    void finish() {
      List<EventResult> results = new ArrayList<>();
      events.forEach(event -> results.add(new EventResult.Rejected(event.environment())));
      end.complete(results);
    }
  }

  private final Vertx vertx = Vertx.vertx();
  private final List<Running> transactions = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void batchesThatWaitAreMergedAndEachGetsItsOwnResults() {
    BatchQueue<IncomingEvent, EventResult> queue =
        queue(new QueueLimits(8, 100, 32, 1000, Duration.ofSeconds(10)));
    occupy(queue);
    Future<List<EventResult>> a = queue.submit(events("a", 2));
    Future<List<EventResult>> b = queue.submit(events("b", 3));

    transactions.get(0).finish();
    await().until(() -> transactions.size() == 3);
    transactions.get(2).finish();

    assertThat(transactions.get(2).events()).hasSize(5);
    assertThat(a.await()).hasSize(2).containsOnly(new EventResult.Rejected("a"));
    assertThat(b.await()).hasSize(3).containsOnly(new EventResult.Rejected("b"));
  }

  @Test
  void moreTransactionsStartOnlyForFullOnesAndUpToTheLimit() {
    BatchQueue<IncomingEvent, EventResult> queue =
        queue(new QueueLimits(3, 10, 32, 1000, Duration.ofSeconds(10)));
    occupy(queue);

    for (int i = 0; i < 6; i++) {
      queue.submit(events("x", 5));
    }

    await().until(() -> transactions.size() == 3);
    assertThat(transactions.get(2).events()).hasSize(10);
    await().until(() -> queue.waitingItems() == 20);
  }

  @Test
  void asksToWaitWhenItIsFullAndCallsWhenThereIsRoom() {
    BatchQueue<IncomingEvent, EventResult> queue =
        queue(new QueueLimits(2, 10, 2, 1000, Duration.ofSeconds(10)));
    AtomicBoolean called = new AtomicBoolean();
    queue.whenRoom(() -> called.set(true));
    assertThat(called.getAndSet(false)).isTrue();
    occupy(queue);
    queue.submit(events("x", 1));
    queue.submit(events("x", 1));
    await().until(() -> queue.waitingBatches() == 2);

    queue.whenRoom(() -> called.set(true));
    assertThat(called).isFalse();
    transactions.get(0).finish();

    await().untilTrue(called);
  }

  @Test
  void aBatchThatWaitsTooLongFailsAndOthersGoOn() {
    BatchQueue<IncomingEvent, EventResult> queue =
        queue(new QueueLimits(2, 10, 32, 1000, Duration.ofMillis(200)));
    occupy(queue);

    assertThatThrownBy(() -> queue.submit(events("late", 1)).await())
        .isInstanceOf(TimeoutException.class);
    // The transactions that took too long were given up as well, so others start.
    Future<List<EventResult>> next = queue.submit(events("next", 1));

    await().until(() -> transactions.stream().anyMatch(running -> isOf(running, "next")));
    transactions.stream().filter(running -> isOf(running, "next")).forEach(Running::finish);
    assertThat(next.await()).hasSize(1);
  }

  private static boolean isOf(Running running, String environment) {
    return running.events().get(0).environment().equals(environment);
  }

  @Test
  void aFailureIsTheFailureOfAllMergedBatches() {
    BatchQueue<IncomingEvent, EventResult> queue =
        queue(new QueueLimits(8, 100, 32, 1000, Duration.ofSeconds(10)));
    Future<List<EventResult>> batch = queue.submit(events("a", 2));
    await().until(() -> transactions.size() == 1);

    transactions.get(0).end().fail(new IllegalArgumentException("no"));

    assertThatThrownBy(batch::await).hasMessage("no");
  }

  @Test
  void drainsWhatItHasAndTakesNothingMore() {
    BatchQueue<IncomingEvent, EventResult> queue =
        queue(new QueueLimits(2, 10, 32, 1000, Duration.ofSeconds(10)));
    Future<List<EventResult>> batch = queue.submit(events("a", 1));
    await().until(() -> transactions.size() == 1);

    Future<Void> drained = queue.drain();

    assertThat(drained.isComplete()).isFalse();
    assertThatThrownBy(() -> queue.submit(events("b", 1)).await())
        .isInstanceOf(IllegalStateException.class);
    transactions.get(0).finish();
    drained.await();
    assertThat(batch.isComplete()).isTrue();
  }

  private BatchQueue<IncomingEvent, EventResult> queue(QueueLimits limits) {
    return new BatchQueue<>(
        vertx,
        events -> {
          Running running = new Running(List.copyOf(events), Promise.promise());
          transactions.add(running);
          return running.end().future();
        },
        limits,
        new GroupingMetrics(new SimpleMeterRegistry()));
  }

  /** The two transactions that start without waiting for company. */
  private void occupy(BatchQueue<IncomingEvent, EventResult> queue) {
    queue.submit(events("first", 1));
    await().until(() -> transactions.size() == 1);
    queue.submit(events("second", 1));
    await().until(() -> transactions.size() == 2);
  }

  private static List<IncomingEvent> events(String environment, int count) {
    List<IncomingEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      IncomingEvent event = PlainEvent.of(1, UUID.randomUUID(), Instant.now(), "T");
      events.add(
          new IncomingEvent(
              1,
              event.uid(),
              event.occurredAt(),
              event.receivedAt(),
              environment,
              "",
              "error",
              "java",
              event.facts(),
              event.content()));
    }
    return events;
  }
}

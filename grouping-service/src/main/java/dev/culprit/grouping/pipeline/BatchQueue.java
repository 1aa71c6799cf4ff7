package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.event.IncomingEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Batches on their way into transactions. A batch that finds few transactions running starts at
 * once; those that have to wait are merged, so that the busier it gets the less a single event
 * costs. Says when it has no room for more; takes what comes nevertheless, because it was already
 * under way. Safe for use by many threads.
 */
public final class BatchQueue {

  /** Up to this many transactions start without waiting for company. */
  private static final int EAGER_TRANSACTIONS = 2;

  private record Waiting(List<IncomingEvent> events, Promise<List<EventResult>> answer) {}

  private final Context context;
  private final Function<List<IncomingEvent>, Future<List<EventResult>>> pipeline;
  private final QueueLimits limits;
  private final GroupingMetrics metrics;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private final ArrayDeque<Runnable> waitingForRoom = new ArrayDeque<>();
  private int waitingEvents;
  private int running;
  private boolean isClosed;
  private final Promise<Void> drained = Promise.promise();

  public BatchQueue(
      Vertx vertx,
      Function<List<IncomingEvent>, Future<List<EventResult>>> pipeline,
      QueueLimits limits,
      GroupingMetrics metrics) {
    this.context = vertx.getOrCreateContext();
    this.pipeline = pipeline;
    this.limits = limits;
    this.metrics = metrics;
    metrics.watchQueue(this::waitingBatches, this::waitingEvents);
  }

  /** One result an event, in their order, after the commit; fails when nothing is stored. */
  public Future<List<EventResult>> submit(List<IncomingEvent> events) {
    metrics.batchArrived();
    Waiting batch = new Waiting(events, Promise.promise());
    synchronized (this) {
      if (isClosed) {
        return Future.failedFuture(new IllegalStateException("Grouping is stopping"));
      }
      waiting.add(batch);
      waitingEvents += events.size();
    }
    context.runOnContext(ignored -> startTransactions());
    return batch
        .answer()
        .future()
        .timeout(limits.patience().toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(results -> results.forEach(metrics::answered))
        .onFailure(
            failure -> {
              // When it was the patience that ended, the batch is passed over on its turn.
              batch.answer().tryFail(failure);
              metrics.failed(events.size());
            });
  }

  /** Runs the action as soon as there is room for a batch, at once when there is. */
  public void whenRoom(Runnable action) {
    synchronized (this) {
      if (!hasRoom()) {
        waitingForRoom.add(action);
        return;
      }
    }
    action.run();
  }

  /** Takes nothing more; succeeds when everything in hand is answered. */
  public Future<Void> drain() {
    synchronized (this) {
      isClosed = true;
    }
    context.runOnContext(ignored -> startTransactions());
    return drained.future();
  }

  private boolean hasRoom() {
    return waiting.size() < limits.waitingBatches() && waitingEvents < limits.waitingEvents();
  }

  public synchronized int waitingBatches() {
    return waiting.size();
  }

  public synchronized int waitingEvents() {
    return waitingEvents;
  }

  private void startTransactions() {
    List<Waiting> merged = next();
    while (!merged.isEmpty()) {
      run(merged);
      merged = next();
    }
    wakeWhoWaitsForRoom();
    synchronized (this) {
      if (isClosed && running == 0 && waiting.isEmpty()) {
        drained.tryComplete();
      }
    }
  }

  private synchronized List<Waiting> next() {
    dropAnswered();
    boolean starts =
        running < EAGER_TRANSACTIONS
            || (running < limits.transactions() && waitingEvents >= limits.eventsPerTransaction());
    List<Waiting> merged = new ArrayList<>();
    int events = 0;
    while (starts && !waiting.isEmpty()) {
      int more = waiting.element().events().size();
      if (events > 0 && events + more > limits.eventsPerTransaction()) {
        break;
      }
      events += more;
      merged.add(waiting.remove());
      dropAnswered();
    }
    waitingEvents -= events;
    running += merged.isEmpty() ? 0 : 1;
    return merged;
  }

  /** Nobody waits for these any more. */
  private void dropAnswered() {
    while (!waiting.isEmpty() && waiting.element().answer().future().isComplete()) {
      waitingEvents -= waiting.remove().events().size();
    }
  }

  private void run(List<Waiting> merged) {
    List<IncomingEvent> events = new ArrayList<>();
    merged.forEach(batch -> events.addAll(batch.events()));
    long start = System.nanoTime();
    pipeline
        .apply(events)
        .timeout(limits.patience().toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(
            done -> {
              metrics.transactionTook(System.nanoTime() - start);
              synchronized (this) {
                running--;
              }
              if (done.succeeded()) {
                share(merged, done.result());
              } else {
                merged.forEach(batch -> batch.answer().tryFail(done.cause()));
              }
              context.runOnContext(ignored -> startTransactions());
            });
  }

  private static void share(List<Waiting> merged, List<EventResult> results) {
    int from = 0;
    for (Waiting batch : merged) {
      int to = from + batch.events().size();
      batch.answer().tryComplete(results.subList(from, to));
      from = to;
    }
  }

  private void wakeWhoWaitsForRoom() {
    while (true) {
      Runnable action;
      synchronized (this) {
        if (!hasRoom() || waitingForRoom.isEmpty()) {
          return;
        }
        action = waitingForRoom.remove();
      }
      action.run();
    }
  }
}

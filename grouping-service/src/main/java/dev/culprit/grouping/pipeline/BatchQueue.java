package dev.culprit.grouping.pipeline;

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
 * Batches of events, or of what came beside them, on their way into transactions. A batch that
 * finds few transactions running starts at once; those that have to wait are merged, so that the
 * busier it gets the less a single one costs. Says when it has no room for more; takes what comes
 * nevertheless, because it was already under way. Safe for use by many threads.
 */
public final class BatchQueue<T, R> {

  /** Up to this many transactions start without waiting for company. */
  private static final int EAGER_TRANSACTIONS = 2;

  private record Waiting<T, R>(List<T> items, Promise<List<R>> answer) {}

  private final Context context;
  private final Function<List<T>, Future<List<R>>> pipeline;
  private final QueueLimits limits;
  private final QueueMetrics<R> metrics;
  private final ArrayDeque<Waiting<T, R>> waiting = new ArrayDeque<>();
  private final ArrayDeque<Runnable> waitingForRoom = new ArrayDeque<>();
  private int waitingItems;
  private int running;
  private boolean isClosed;
  private final Promise<Void> drained = Promise.promise();

  public BatchQueue(
      Vertx vertx,
      Function<List<T>, Future<List<R>>> pipeline,
      QueueLimits limits,
      QueueMetrics<R> metrics) {
    this.context = vertx.getOrCreateContext();
    this.pipeline = pipeline;
    this.limits = limits;
    this.metrics = metrics;
    metrics.watchQueue(this::waitingBatches, this::waitingItems);
  }

  /** One result an item, in their order, after the commit; fails when nothing is stored. */
  public Future<List<R>> submit(List<T> items) {
    metrics.batchArrived();
    Waiting<T, R> batch = new Waiting<>(items, Promise.promise());
    synchronized (this) {
      if (isClosed) {
        return Future.failedFuture(new IllegalStateException("Grouping is stopping"));
      }
      waiting.add(batch);
      waitingItems += items.size();
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
              metrics.failed(items.size());
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
    return waiting.size() < limits.waitingBatches() && waitingItems < limits.waitingEvents();
  }

  public synchronized int waitingBatches() {
    return waiting.size();
  }

  public synchronized int waitingItems() {
    return waitingItems;
  }

  private void startTransactions() {
    List<Waiting<T, R>> merged = next();
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

  private synchronized List<Waiting<T, R>> next() {
    dropAnswered();
    boolean starts =
        running < EAGER_TRANSACTIONS
            || (running < limits.transactions() && waitingItems >= limits.eventsPerTransaction());
    List<Waiting<T, R>> merged = new ArrayList<>();
    int items = 0;
    while (starts && !waiting.isEmpty()) {
      int more = waiting.element().items().size();
      if (items > 0 && items + more > limits.eventsPerTransaction()) {
        break;
      }
      items += more;
      merged.add(waiting.remove());
      dropAnswered();
    }
    waitingItems -= items;
    running += merged.isEmpty() ? 0 : 1;
    return merged;
  }

  /** Nobody waits for these any more. */
  private void dropAnswered() {
    while (!waiting.isEmpty() && waiting.element().answer().future().isComplete()) {
      waitingItems -= waiting.remove().items().size();
    }
  }

  private void run(List<Waiting<T, R>> merged) {
    List<T> items = new ArrayList<>();
    merged.forEach(batch -> items.addAll(batch.items()));
    long start = System.nanoTime();
    pipeline
        .apply(items)
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

  private static <T, R> void share(List<Waiting<T, R>> merged, List<R> results) {
    int from = 0;
    for (Waiting<T, R> batch : merged) {
      int to = from + batch.items().size();
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

package dev.culprit.ingest.forward;

import dev.culprit.ingest.outcome.Outcome;
import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Gathers events into batches of up to 500, or what came within five milliseconds, and hands them
 * over with a few batches under way at a time; when grouping is slow, batches grow instead of
 * queues. Events that wait are bounded in number and bytes; beyond that they are refused. Belongs
 * to one event loop.
 */
final class EventBatcher {
  private static final int MOST_EVENTS = 500;
  private static final int MOST_BYTES = 2 << 20;
  private static final long LINGER_MS = 5;
  private static final int MOST_UNDER_WAY = 4;
  private static final Rejection FULL =
      new Rejection.Overloaded("Too many events are waiting", Duration.ofSeconds(2));

  /** One event and who waits for it. */
  record Entry(IncomingEvent event, int bytes, Promise<Outcome> promise) {}

  private final Vertx vertx;
  private final BatchHandOver handOver;
  private final int mostWaitingEvents;
  private final long mostWaitingBytes;
  private final Deque<Entry> queue = new ArrayDeque<>();
  private final List<Promise<Void>> drains = new ArrayList<>();
  private long queuedBytes;
  private int waitingEvents;
  private long waitingBytes;
  private int underWay;
  private boolean timing;
  private boolean due;

  EventBatcher(Vertx vertx, BatchHandOver handOver, int mostWaitingEvents, long mostWaitingBytes) {
    this.vertx = vertx;
    this.handOver = handOver;
    this.mostWaitingEvents = mostWaitingEvents;
    this.mostWaitingBytes = mostWaitingBytes;
  }

  /** Completes once the event is kept or refused. */
  Future<Outcome> add(IncomingEvent event) {
    int bytes = event.getSerializedSize();
    if (waitingEvents >= mostWaitingEvents || waitingBytes + bytes > mostWaitingBytes) {
      return Future.succeededFuture(FULL);
    }
    waitingEvents++;
    waitingBytes += bytes;
    queuedBytes += bytes;
    Promise<Outcome> promise = Promise.promise();
    queue.add(new Entry(event, bytes, promise));
    if (isFull()) {
      pump();
    } else if (!timing) {
      timing = true;
      vertx.setTimer(LINGER_MS, id -> lingered());
    }
    return promise.future();
  }

  /** Sends what waits without lingering; completes when every event has its answer. */
  Future<Void> drain() {
    due = true;
    pump();
    if (waitingEvents == 0) {
      return Future.succeededFuture();
    }
    Promise<Void> drained = Promise.promise();
    drains.add(drained);
    return drained.future();
  }

  private boolean isFull() {
    return queue.size() >= MOST_EVENTS || queuedBytes >= MOST_BYTES;
  }

  private void lingered() {
    timing = false;
    due = true;
    pump();
  }

  private void pump() {
    while (underWay < MOST_UNDER_WAY && !queue.isEmpty() && (due || isFull())) {
      List<Entry> batch = take();
      underWay++;
      handOver.handOver(batch).onComplete(done -> finished(batch));
    }
    if (queue.isEmpty()) {
      due = false;
    }
  }

  private List<Entry> take() {
    List<Entry> batch = new ArrayList<>(Math.min(queue.size(), MOST_EVENTS));
    int bytes = 0;
    while (!queue.isEmpty() && batch.size() < MOST_EVENTS) {
      int next = queue.element().bytes;
      if (!batch.isEmpty() && bytes + next > MOST_BYTES) {
        break;
      }
      bytes += next;
      batch.add(queue.remove());
    }
    queuedBytes -= bytes;
    return batch;
  }

  private void finished(List<Entry> batch) {
    underWay--;
    for (Entry entry : batch) {
      waitingEvents--;
      waitingBytes -= entry.bytes;
    }
    pump();
    if (waitingEvents == 0) {
      List<Promise<Void>> drained = List.copyOf(drains);
      drains.clear();
      drained.forEach(Promise::complete);
    }
  }
}

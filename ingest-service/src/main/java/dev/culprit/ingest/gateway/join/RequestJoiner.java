package dev.culprit.ingest.gateway.join;

import dev.culprit.ingest.gateway.record.GatewayRecord;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Brings together what was logged of one request. A case is handed on as soon as both halves are
 * there, else when the window ends; after that it swallows what comes late. At most so many cases
 * wait: beyond that the oldest is handed on early. Belongs to one event loop.
 */
public final class RequestJoiner {
  /** The part of the window after which a case of many lines is taken to be whole. */
  private static final int QUIET_PART = 4;

  private final long windowNanos;
  private final int mostWaiting;
  private final LongSupplier nanoTime;
  private final Function<RequestCase, Future<Void>> next;
  private final Map<String, RequestCase> byKey = new HashMap<>();
  private final Deque<RequestCase> waiting = new ArrayDeque<>();
  private final Deque<RequestCase> remembered = new ArrayDeque<>();
  private long early;
  private Predicate<RequestCase> elsewhere = request -> false;

  /** {@code next} takes cases that are as whole as they will be; what it returns ends the case. */
  public RequestJoiner(
      Duration window,
      int mostWaiting,
      LongSupplier nanoTime,
      Function<RequestCase, Future<Void>> next) {
    this.windowNanos = window.toNanos();
    this.mostWaiting = mostWaiting;
    this.nanoTime = nanoTime;
    this.next = next;
  }

  /**
   * Where cases that are still incomplete when their window ends may find what is missing. Who
   * takes one gives it back to {@link #conclude}, or settles it.
   */
  public void askElsewhere(Predicate<RequestCase> taker) {
    elsewhere = taker;
  }

  /**
   * Adds a record to the case that it belongs to, or opens one.
   *
   * @param waits whether a case that begins with it waits for more
   * @return when the case was handed on and taken
   */
  public Future<Void> add(Sender sender, GatewayRecord record, boolean waits) {
    List<String> keys = JoinKeys.of(sender, record);
    RequestCase found = find(keys, record);
    long now = nanoTime.getAsLong();
    if (found != null && found.isSettled()) {
      found.add(record, now);
      return found.settled().future();
    }
    RequestCase request = found == null ? open(sender) : found;
    mergeOthers(request, keys, record);
    request.add(record, now);
    for (String key : keys) {
      if (byKey.put(key, request) != request) {
        request.keys().add(key);
      }
    }
    if (isReady(request) || (found == null && (!waits || keys.isEmpty()))) {
      handOn(request);
    } else if (found == null && waiting.size() > mostWaiting) {
      early++;
      handOnOldest();
    }
    return request.settled().future();
  }

  /** Cases that this record shows to be about one request become one. */
  private void mergeOthers(RequestCase request, List<String> keys, GatewayRecord record) {
    for (String key : keys) {
      RequestCase other = byKey.get(key);
      if (other != null && other != request && other.accepts(record) && request.fits(other)) {
        request.merge(other);
        other.settle();
        other.keys().forEach(its -> byKey.put(its, request));
        request.keys().addAll(other.keys());
        request.settled().future().onComplete(other.settled());
      }
    }
  }

  /** One that may be told of in further lines stays a moment longer. */
  private boolean isReady(RequestCase request) {
    return request.isComplete() && !request.isOfManyLines();
  }

  /** Whether something waits that the record belongs to. */
  public boolean isAwaited(Sender sender, GatewayRecord record) {
    RequestCase found = find(JoinKeys.of(sender, record), record);
    return found != null && !found.isSettled();
  }

  private @Nullable RequestCase find(List<String> keys, GatewayRecord record) {
    for (String key : keys) {
      RequestCase request = byKey.get(key);
      if (request != null && request.accepts(record)) {
        return request;
      }
    }
    return null;
  }

  private RequestCase open(Sender sender) {
    RequestCase request = new RequestCase(sender, nanoTime.getAsLong());
    waiting.add(request);
    return request;
  }

  /** Hands on what has waited long enough, and forgets what was handed on before. */
  public void sweep() {
    long now = nanoTime.getAsLong();
    for (RequestCase request : waiting) {
      boolean isQuiet = now - request.changedNanos() >= windowNanos / QUIET_PART;
      if (!request.isSettled() && request.isComplete() && isQuiet) {
        handOn(request);
      }
    }
    while (!waiting.isEmpty()
        && (waiting.element().isSettled()
            || now - waiting.element().openedNanos() >= windowNanos)) {
      letGo(waiting.remove());
    }
    while (!remembered.isEmpty() && now - remembered.element().openedNanos() >= 3 * windowNanos) {
      forget(remembered.remove());
    }
  }

  /** Hands on everything at once. */
  public void flush() {
    while (!waiting.isEmpty()) {
      handOnOldest();
    }
  }

  private void letGo(RequestCase request) {
    if (!request.isSettled() && !request.isComplete() && elsewhere.test(request)) {
      request.settle();
    }
    handOnAndRemember(request);
  }

  private void handOnOldest() {
    handOnAndRemember(waiting.remove());
  }

  private void handOnAndRemember(RequestCase oldest) {
    if (!oldest.isSettled()) {
      handOn(oldest);
    }
    remembered.add(oldest);
    if (remembered.size() > mostWaiting) {
      forget(remembered.remove());
    }
  }

  private void handOn(RequestCase request) {
    request.settle();
    conclude(request);
  }

  /** Goes on with a case as it is. */
  public void conclude(RequestCase request) {
    next.apply(request).onComplete(request.settled());
  }

  private void forget(RequestCase request) {
    request.keys().forEach(key -> byKey.remove(key, request));
  }

  public int waiting() {
    return waiting.size();
  }

  /** Cases handed on before their window ended, because too many waited. */
  public long early() {
    return early;
  }
}

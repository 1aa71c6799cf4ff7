package dev.culprit.ingest.http;

import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.outcome.Rejection;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies into memory within bounds: each body in size and time, all of them together
 * in bytes. A body that is too large is refused at once and its rest is thrown away; a sender that
 * drips is cut off. Belongs to one event loop.
 */
public final class BodyReader {
  /** The most bytes of a body as sent, before inflating. */
  public static final int MOST_BYTES = 1 << 20;

  private static final long MOST_BYTES_TOGETHER = 64 << 20;
  private static final long MOST_DISCARDED = 8 << 20;
  private static final long SWEEP_MS = 500;

  private final Vertx vertx;
  private final Duration timeLimit;
  // Oldest first; finished ones are dropped when they come to the front.
  private final Deque<Reading> readings = new ArrayDeque<>();
  private long bytesTogether;
  private long timer = -1;

  public BodyReader(Vertx vertx, Duration timeLimit) {
    this.vertx = vertx;
    this.timeLimit = timeLimit;
  }

  public void start() {
    timer = vertx.setPeriodic(SWEEP_MS, id -> sweep());
  }

  public void stop() {
    vertx.cancelTimer(timer);
  }

  /** The body as sent; fails with a refusal, or otherwise when the sender has gone. */
  public Future<byte[]> read(HttpServerRequest request) {
    return read(request, MOST_BYTES);
  }

  /** As above, for wires whose bodies may have another size. */
  public Future<byte[]> read(HttpServerRequest request, int mostBytes) {
    Reading reading = new Reading(request, mostBytes);
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && length.length() > Integer.toString(mostBytes).length()) {
      reading.refuse(tooLarge(mostBytes));
    } else if (bytesTogether > MOST_BYTES_TOGETHER) {
      reading.refuse(
          new Rejection.Overloaded("Too many bodies are being read", Duration.ofSeconds(1)));
    }
    request.handler(reading::chunk);
    request.exceptionHandler(reading::lost);
    request.endHandler(end -> reading.end());
    readings.add(reading);
    return reading.promise.future();
  }

  private static Rejection tooLarge(int mostBytes) {
    return new Rejection.TooLarge("The body", mostBytes);
  }

  private void sweep() {
    long now = System.nanoTime();
    while (!readings.isEmpty()) {
      Reading oldest = readings.element();
      if (!oldest.finished) {
        if (now - oldest.startedNanos < timeLimit.toNanos()) {
          return;
        }
        oldest.tooSlow();
      }
      readings.remove();
    }
  }

  private final class Reading {
    private final HttpServerRequest request;
    private final int mostBytes;
    private final long startedNanos = System.nanoTime();
    private final Promise<byte[]> promise = Promise.promise();
    private @Nullable Buffer body;
    private boolean owned;
    private long discarded;
    private boolean refused;
    private boolean finished;

    Reading(HttpServerRequest request, int mostBytes) {
      this.request = request;
      this.mostBytes = mostBytes;
    }

    void chunk(Buffer chunk) {
      if (refused) {
        discarded += chunk.length();
        if (discarded > MOST_DISCARDED) {
          request.connection().close();
        }
        return;
      }
      Buffer soFar = body;
      int size = (soFar == null ? 0 : soFar.length()) + chunk.length();
      if (size > mostBytes) {
        refuse(tooLarge(mostBytes));
        return;
      }
      bytesTogether += chunk.length();
      if (soFar == null) {
        body = chunk;
      } else {
        body = owned ? soFar.appendBuffer(chunk) : soFar.copy().appendBuffer(chunk);
        owned = true;
      }
    }

    void end() {
      finished = true;
      if (!refused) {
        Buffer whole = body;
        release();
        promise.tryComplete(whole == null ? new byte[0] : whole.getBytes());
      }
    }

    void refuse(Rejection rejection) {
      refused = true;
      release();
      promise.tryFail(new Refused(rejection));
    }

    void lost(Throwable cause) {
      finished = true;
      release();
      promise.tryFail(cause);
    }

    void tooSlow() {
      boolean answered = refused;
      finished = true;
      refuse(
          new Rejection.Malformed(
              "", "The body did not arrive within " + timeLimit.toSeconds() + " seconds"));
      if (answered) {
        request.connection().close();
      } else {
        // Time for the answer to go out; what still drips in is thrown away.
        vertx.setTimer(SWEEP_MS, id -> request.connection().close());
      }
    }

    private void release() {
      Buffer held = body;
      body = null;
      bytesTogether -= held == null ? 0 : held.length();
    }
  }
}

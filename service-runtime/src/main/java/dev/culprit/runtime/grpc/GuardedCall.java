package dev.culprit.runtime.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call on the bridge. Answers wait until the bridge can take them, which is after the call's
 * handler has returned, and are always given to it on the event loop of the connection.
 */
final class GuardedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
  private static final Logger log = LoggerFactory.getLogger(GuardedCall.class);
  private static final long NO_TIMER = -1;

  private final Context eventLoop;
  private final AtomicInteger arriving = new AtomicInteger();
  // Confined to the event loop.
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean open;
  private long deadlineTimer = NO_TIMER;
  private volatile boolean closed;
  private volatile boolean cancelled;

  GuardedCall(ServerCall<Q, R> call) {
    super(call);
    this.eventLoop = Vertx.currentContext();
  }

  /** The bridge is ready when its first callback says so, or when it has had its turn. */
  void openSoon() {
    eventLoop.runOnContext(turn -> open());
  }

  void open() {
    if (!open) {
      open = true;
      waiting.forEach(Runnable::run);
      waiting.clear();
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** False when the call was over already. */
  boolean cancelled() {
    boolean news = !cancelled && !closed;
    cancelled = true;
    stopDeadline();
    return news;
  }

  void startDeadline(Duration timeout, Runnable onPassed) {
    if (!closed) {
      deadlineTimer =
          eventLoop
              .owner()
              .setTimer(
                  Math.max(1, timeout.toMillis()),
                  id -> {
                    close(
                        Status.DEADLINE_EXCEEDED.withDescription(
                            "the caller's deadline has passed"),
                        new Metadata());
                    onPassed.run();
                  });
    }
  }

  private void stopDeadline() {
    if (deadlineTimer != NO_TIMER) {
      eventLoop.owner().cancelTimer(deadlineTimer);
      deadlineTimer = NO_TIMER;
    }
  }

  @Override
  public void sendHeaders(Metadata headers) {
    perform(() -> unlessAnswered(() -> super.sendHeaders(headers)));
  }

  @Override
  public void sendMessage(R message) {
    perform(
        () -> {
          if (!closed && !cancelled) {
            unlessAnswered(() -> super.sendMessage(message));
          }
        });
  }

  @Override
  public void request(int messages) {
    if (onEventLoop()) {
      super.request(messages);
    } else {
      eventLoop.runOnContext(turn -> super.request(messages));
    }
  }

  @Override
  public void close(Status status, Metadata trailers) {
    perform(
        () -> {
          if (!closed) {
            closed = true;
            stopDeadline();
            unlessAnswered(() -> super.close(status, trailers));
          }
        });
  }

  @Override
  public boolean isReady() {
    return !closed && !cancelled && super.isReady();
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  /** The server itself may have ended the call, because a message was too large. */
  private static void unlessAnswered(Runnable answer) {
    try {
      answer.run();
    } catch (IllegalStateException e) {
      log.debug("a call had been answered before its service did", e);
    }
  }

  /**
   * Here and now when that keeps the order in which the service answers, else after the answers
   * that are still on their way here.
   */
  private void perform(Runnable answer) {
    if (onEventLoop() && arriving.get() == 0) {
      performHere(answer);
    } else {
      arriving.incrementAndGet();
      eventLoop.runOnContext(
          turn -> {
            arriving.decrementAndGet();
            performHere(answer);
          });
    }
  }

  private void performHere(Runnable answer) {
    if (open) {
      answer.run();
    } else {
      waiting.add(answer);
    }
  }

  private boolean onEventLoop() {
    return Vertx.currentContext() == eventLoop;
  }
}

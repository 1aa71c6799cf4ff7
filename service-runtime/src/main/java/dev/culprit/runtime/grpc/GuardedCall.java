package dev.culprit.runtime.grpc;

import io.grpc.Context;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One call on the bridge. Answers wait until the bridge can take them, which is after the call's handler has returned, and are always given
 * to it on the event loop of the connection.
 */
final class GuardedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
  private final io.vertx.core.Context eventLoop;
  private final Context grpcContext = Context.current();
  // Confined to the event loop.
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean open;
  private boolean halfClosed;
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

  void halfClosed() {
    halfClosed = true;
  }

  void cancelled() {
    cancelled = true;
    releaseDeadline();
  }

  void completed() {
    if (halfClosed) {
      releaseDeadline();
    }
  }

  /** Otherwise every call holds its context and a timer until its deadline would have passed. */
  private void releaseDeadline() {
    if (grpcContext instanceof Context.CancellableContext cancellable) {
      eventLoop.runOnContext(turn -> cancellable.cancel(null));
    }
  }

  @Override
  public void sendHeaders(Metadata headers) {
    perform(() -> super.sendHeaders(headers));
  }

  @Override
  public void sendMessage(R message) {
    perform(
        () -> {
          if (!closed && !cancelled) {
            super.sendMessage(message);
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
            super.close(status, trailers);
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

  private void perform(Runnable answer) {
    if (!onEventLoop()) {
      eventLoop.runOnContext(turn -> performHere(answer));
    } else {
      performHere(answer);
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

package dev.culprit.runtime.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/**
 * Gives the Vert.x bridge the manners of a grpc-java server, which generated services and
 * interceptors rely on: a call may be answered or closed before its handler has returned, from any
 * thread, twice without harm, and is closed with a status when anything throws.
 */
final class CallGuard implements ServerInterceptor {
  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    GuardedCall<Q, R> guarded = new GuardedCall<>(call);
    ServerCall.Listener<Q> listener;
    try {
      listener = next.startCall(guarded, headers);
    } catch (RuntimeException e) {
      listener = new ServerCall.Listener<>() {};
      guarded.close(StatusMapping.toStatus(e), new Metadata());
    }
    GuardedListener<Q> guardedListener = new GuardedListener<>(listener, guarded);
    CallDeadline.of(headers)
        .ifPresent(timeout -> guarded.startDeadline(timeout, guardedListener::deadlinePassed));
    guarded.openSoon();
    return guardedListener;
  }

  private static final class GuardedListener<Q> extends ServerCall.Listener<Q> {
    private final ServerCall.Listener<Q> listener;
    private final GuardedCall<Q, ?> call;

    GuardedListener(ServerCall.Listener<Q> listener, GuardedCall<Q, ?> call) {
      this.listener = listener;
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      if (call.isClosed()) {
        return;
      }
      // A cast that the compiler must not make: the message may not be a Q, see BoundedMarshaller.
      if ((Object) message instanceof BoundedMarshaller.Unreadable unreadable) {
        call.close(unreadable.status(), new Metadata());
        listener.onCancel();
      } else {
        guard(() -> listener.onMessage(message));
      }
    }

    @Override
    public void onHalfClose() {
      if (!call.isClosed()) {
        guard(listener::onHalfClose);
      }
    }

    @Override
    public void onCancel() {
      if (call.cancelled()) {
        listener.onCancel();
      }
    }

    /** The call is closed by then, so no other callback will tell the service. */
    void deadlinePassed() {
      call.cancelled();
      listener.onCancel();
    }

    @Override
    public void onComplete() {
      listener.onComplete();
    }

    @Override
    public void onReady() {
      call.open();
      if (!call.isClosed()) {
        guard(listener::onReady);
      }
    }

    private void guard(Runnable callback) {
      try {
        callback.run();
      } catch (RuntimeException e) {
        Status status = StatusMapping.toStatus(e);
        call.close(status, new Metadata());
        listener.onCancel();
      }
    }
  }
}

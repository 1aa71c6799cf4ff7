package dev.culprit.query.stream;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one server stream open: after every end it is opened again, at first soon and then every
 * few seconds. As changes may have been missed meanwhile, the listener is told when it is back.
 * Everything happens on one Vert.x context.
 */
final class Watch<Q, R> {
  private static final Logger log = LoggerFactory.getLogger(Watch.class);
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final long GRACE_MILLIS = 250;

  /** Opens the stream. */
  @FunctionalInterface
  interface Opening<Q, R> {
    void open(Q request, StreamObserver<R> observer);
  }

  private final String name;
  private final ManagedChannel channel;
  private final Vertx vertx;
  private final Context context;
  private final Opening<Q, R> opening;
  private final Q request;
  private final Consumer<R> onChange;
  private final Runnable onBack;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private volatile boolean connected;
  private volatile @Nullable ClientCallStreamObserver<Q> call;
  private long pause = FIRST_PAUSE_MILLIS;

  Watch(
      String name,
      ManagedChannel channel,
      Vertx vertx,
      Opening<Q, R> opening,
      Q request,
      Consumer<R> onChange,
      Runnable onBack) {
    this.name = name;
    this.channel = channel;
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.opening = opening;
    this.request = request;
    this.onChange = onChange;
    this.onBack = onBack;
  }

  void start() {
    context.runOnContext(turn -> open());
  }

  void stop() {
    stopped.set(true);
    ClientCallStreamObserver<Q> running = call;
    if (running != null) {
      running.cancel("stopping", null);
    }
  }

  /** Whether the other side is there; a stream that has been open for a moment counts. */
  boolean isConnected() {
    return connected;
  }

  private void open() {
    if (!stopped.get()) {
      opening.open(request, new Listener());
    }
  }

  private void changed(R change) {
    pause = FIRST_PAUSE_MILLIS;
    onChange.accept(change);
  }

  private void ended(String why) {
    if (connected && !stopped.get()) {
      log.atWarn()
          .addKeyValue("watch", name)
          .addKeyValue("cause", why)
          .log("a watch ended; opening it again");
    }
    connected = false;
    if (!stopped.get()) {
      vertx.setTimer(pause, id -> context.runOnContext(turn -> open()));
      pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
    }
  }

  private final class Listener implements ClientResponseObserver<Q, R> {
    private final AtomicBoolean over = new AtomicBoolean();

    @Override
    public void beforeStart(ClientCallStreamObserver<Q> stream) {
      call = stream;
      checkSoon();
    }

    /**
     * Nothing comes on a stream until something changes, so whether it is open is asked of its
     * channel.
     */
    private void checkSoon() {
      vertx.setTimer(GRACE_MILLIS, id -> context.runOnContext(turn -> check()));
    }

    private void check() {
      if (connected || over.get()) {
        return;
      }
      if (channel.getState(false) == ConnectivityState.READY) {
        connected = true;
        pause = FIRST_PAUSE_MILLIS;
        onBack.run();
      } else {
        checkSoon();
      }
    }

    @Override
    public void onNext(R change) {
      context.runOnContext(turn -> changed(change));
    }

    @Override
    public void onError(Throwable cause) {
      if (over.compareAndSet(false, true)) {
        context.runOnContext(turn -> ended(String.valueOf(cause.getMessage())));
      }
    }

    @Override
    public void onCompleted() {
      if (over.compareAndSet(false, true)) {
        context.runOnContext(turn -> ended("completed"));
      }
    }
  }
}

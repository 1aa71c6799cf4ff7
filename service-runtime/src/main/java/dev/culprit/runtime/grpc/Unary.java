package dev.culprit.runtime.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Unary calls as Vert.x futures, on both sides. */
public final class Unary {
  private Unary() {}

  /**
   * As {@link #call(Context, BiConsumer, Object)} on the current context, or a new one when called
   * from another thread.
   */
  public static <Q, R> Future<R> call(
      Vertx vertx, BiConsumer<Q, StreamObserver<R>> method, Q request) {
    return call(vertx.getOrCreateContext(), method, request);
  }

  /**
   * Calls an asynchronous stub's method ({@code stub::report}); the future completes on the
   * context.
   */
  public static <Q, R> Future<R> call(
      Context context, BiConsumer<Q, StreamObserver<R>> method, Q request) {
    Promise<R> promise = Promise.promise();
    method.accept(request, new Answer<>(context, promise));
    return promise.future();
  }

  /**
   * Answers a call with a future's result, or with the status of its failure; says nothing to a
   * caller that has gone.
   */
  public static <R> void answer(Future<R> result, StreamObserver<R> observer) {
    result
        .onSuccess(
            value -> {
              if (!isCancelled(observer)) {
                observer.onNext(value);
                observer.onCompleted();
              }
            })
        .onFailure(
            cause -> {
              if (!isCancelled(observer)) {
                observer.onError(StatusMapping.toException(cause));
              }
            });
  }

  private static boolean isCancelled(StreamObserver<?> observer) {
    return observer instanceof ServerCallStreamObserver<?> call && call.isCancelled();
  }

  private static final class Answer<R> implements StreamObserver<R> {
    private final Context context;
    private final Promise<R> promise;
    private @Nullable R value;

    Answer(Context context, Promise<R> promise) {
      this.context = context;
      this.promise = promise;
    }

    @Override
    public void onNext(R answer) {
      value = answer;
    }

    @Override
    public void onError(Throwable cause) {
      context.runOnContext(turn -> promise.tryFail(cause));
    }

    @Override
    public void onCompleted() {
      R answer = value;
      context.runOnContext(
          turn -> {
            if (answer == null) {
              promise.tryFail(new CancellationException("the call completed without an answer"));
            } else {
              promise.tryComplete(answer);
            }
          });
    }
  }
}

package dev.culprit.runtime.grpc;

import com.google.protobuf.StringValue;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Collects a stream's answers, as fast as they come or only when asked. */
final class Answers implements ClientResponseObserver<StringValue, StringValue> {
  final List<String> values = new CopyOnWriteArrayList<>();
  final CompletableFuture<Void> done = new CompletableFuture<>();
  volatile ClientCallStreamObserver<StringValue> call;
  private final boolean onlyWhenAsked;

  Answers() {
    this(false);
  }

  Answers(boolean onlyWhenAsked) {
    this.onlyWhenAsked = onlyWhenAsked;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<StringValue> started) {
    call = started;
    if (onlyWhenAsked) {
      started.disableAutoRequestWithInitial(0);
    }
  }

  @Override
  public void onNext(StringValue value) {
    values.add(value.getValue());
  }

  @Override
  public void onError(Throwable cause) {
    done.completeExceptionally(cause);
  }

  @Override
  public void onCompleted() {
    done.complete(null);
  }
}

package dev.culprit.grouping.endpoint;

import dev.culprit.grouping.command.RefusedCommandException;
import io.grpc.Status;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** What a command answers that cannot be done. */
final class Refusals {

  private Refusals() {}

  /** Begins a command; what it says no to becomes a failure that the caller understands. */
  static <T> Future<T> attempt(Supplier<Future<T>> command) {
    try {
      return command.get().recover(failure -> Future.failedFuture(status(failure)));
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(e);
    }
  }

  private static Throwable status(Throwable failure) {
    return failure instanceof RefusedCommandException
        ? Status.FAILED_PRECONDITION.withDescription(failure.getMessage()).asRuntimeException()
        : failure;
  }
}

package dev.culprit.runtime.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets unary calls wait for a server that is not there yet, but never for ever. */
final class UnaryDefaults implements ClientInterceptor {
  private final Duration deadline;

  UnaryDefaults(Duration deadline) {
    this.deadline = deadline;
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    if (method.getType() != MethodDescriptor.MethodType.UNARY) {
      return next.newCall(method, options);
    }
    CallOptions waiting = options.withWaitForReady();
    return next.newCall(
        method,
        waiting.getDeadline() == null
            ? waiting.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
            : waiting);
  }
}

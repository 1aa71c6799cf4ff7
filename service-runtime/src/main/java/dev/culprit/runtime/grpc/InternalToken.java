package dev.culprit.runtime.grpc;

import dev.culprit.runtime.config.Secret;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The secret that the product's services share, so that only they can call each other's internal
 * methods.
 */
public final class InternalToken {
  private static final Metadata.Key<String> HEADER =
      Metadata.Key.of("culprit-internal-token", Metadata.ASCII_STRING_MARSHALLER);

  private InternalToken() {}

  /**
   * Refuses calls without the token as UNAUTHENTICATED; how long that takes does not depend on how
   * much of it was right.
   */
  public static ServerInterceptor server(Secret token) {
    byte[] expected = bytes(token.value());
    return new ServerInterceptor() {
      @Override
      public <Q, R> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        String given = headers.get(HEADER);
        if (given != null && MessageDigest.isEqual(expected, bytes(given))) {
          return next.startCall(call, headers);
        }
        call.close(
            Status.UNAUTHENTICATED.withDescription(
                "this method is internal and needs the services' shared token"),
            new Metadata());
        return new ServerCall.Listener<>() {};
      }
    };
  }

  public static ClientInterceptor client(Secret token) {
    return new ClientInterceptor() {
      @Override
      public <Q, R> ClientCall<Q, R> interceptCall(
          MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
          @Override
          public void start(Listener<R> listener, Metadata headers) {
            headers.put(HEADER, token.value());
            super.start(listener, headers);
          }
        };
      }
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

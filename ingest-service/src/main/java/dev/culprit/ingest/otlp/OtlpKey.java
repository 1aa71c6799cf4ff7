package dev.culprit.ingest.otlp;

import dev.culprit.ingest.http.IngestionCredentials;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the ingestion key of a call, from the metadata {@code authorization: Bearer KEY}, {@code
 * x-api-key} or {@code checkend-ingestion-key}.
 */
final class OtlpKey implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION = named("authorization");
  private static final Metadata.Key<String> API_KEY = named("x-api-key");
  private static final Metadata.Key<String> INGESTION_KEY = named("checkend-ingestion-key");
  private static final Context.Key<String> KEY = Context.key("culprit-otlp-ingestion-key");

  /** The key of the call that is being handled. */
  static @Nullable String current() {
    return KEY.get();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String key = keyOf(headers);
    Context context = key == null ? Context.current() : Context.current().withValue(KEY, key);
    return Contexts.interceptCall(context, call, headers, next);
  }

  private static @Nullable String keyOf(Metadata headers) {
    String bearer = IngestionCredentials.bearer(headers.get(AUTHORIZATION));
    if (bearer != null) {
      return bearer;
    }
    String key = headers.get(API_KEY);
    return key == null ? headers.get(INGESTION_KEY) : key;
  }

  private static Metadata.Key<String> named(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}

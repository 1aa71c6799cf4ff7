package dev.culprit.ingest.report;

import dev.culprit.ingest.http.IngestionCredentials;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.jspecify.annotations.Nullable;

/** Keeps the ingestion key of a call, from the metadata {@code authorization: Bearer KEY}. */
final class ReportKey implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<String> KEY = Context.key("culprit-ingestion-key");

  /** The key of the call that is being handled. */
  static @Nullable String current() {
    return KEY.get();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String key = IngestionCredentials.bearer(headers.get(AUTHORIZATION));
    Context context = key == null ? Context.current() : Context.current().withValue(KEY, key);
    return Contexts.interceptCall(context, call, headers, next);
  }
}

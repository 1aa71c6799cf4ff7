package dev.culprit.ingest.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ingestion key of an HTTP request: {@code Checkend-Ingestion-Key: K}, {@code
 * Authorization: Bearer K}, or {@code ?key=K} for browsers that cannot set headers.
 */
public final class IngestionCredentials {
  private static final CharSequence HEADER = HttpHeaders.createOptimized("checkend-ingestion-key");
  private static final String BEARER = "Bearer ";

  private IngestionCredentials() {}

  public static @Nullable String keyOf(HttpServerRequest request) {
    String key = request.getHeader(HEADER);
    if (key != null) {
      return key.strip();
    }
    String bearer = bearer(request.getHeader(HttpHeaders.AUTHORIZATION));
    if (bearer != null) {
      return bearer;
    }
    return request.query() == null ? null : request.getParam("key");
  }

  /** The token of a bearer authorization; null for anything else. */
  public static @Nullable String bearer(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : null;
  }
}

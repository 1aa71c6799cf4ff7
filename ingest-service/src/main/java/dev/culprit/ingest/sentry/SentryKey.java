package dev.culprit.ingest.sentry;

import dev.culprit.ingest.http.IngestionCredentials;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the key of a request in the places where SDKs of all ages put it. One that gives it twice
 * is served: the header is what its user set.
 */
final class SentryKey {
  private static final String HEADER = "X-Sentry-Auth";
  private static final String SCHEME = "sentry ";
  private static final String BASIC = "basic ";

  private SentryKey() {}

  /** Null when the request has none. */
  static @Nullable String of(HttpServerRequest request) {
    String key = ofHeader(request.getHeader(HEADER));
    if (key == null) {
      key = ofAuthorization(request.getHeader(HttpHeaders.AUTHORIZATION));
    }
    if (key == null && request.query() != null) {
      key = blankToNull(request.getParam("sentry_key"));
    }
    return key == null ? IngestionCredentials.keyOf(request) : key;
  }

  private static @Nullable String ofAuthorization(@Nullable String authorization) {
    if (authorization == null) {
      return null;
    }
    String lower = authorization.toLowerCase(Locale.ROOT);
    if (lower.startsWith(SCHEME)) {
      return ofHeader(authorization);
    }
    return lower.startsWith(BASIC) ? ofBasic(authorization.substring(BASIC.length())) : null;
  }

  /** {@code Sentry sentry_version=7, sentry_key=K, …}; the scheme may be missing. */
  private static @Nullable String ofHeader(@Nullable String header) {
    if (header == null) {
      return null;
    }
    String pairs =
        header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
            ? header.substring(SCHEME.length())
            : header;
    for (String pair : pairs.split(",", 50)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase("sentry_key")) {
        return blankToNull(pair.substring(equals + 1));
      }
    }
    return null;
  }

  private static @Nullable String ofBasic(String encoded) {
    try {
      String user = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
      int colon = user.indexOf(':');
      return blankToNull(colon < 0 ? user : user.substring(0, colon));
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}

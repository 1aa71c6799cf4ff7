package dev.culprit.ingest.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;

/**
 * Lets browsers report from any page, also when the answer is an error: without these headers a
 * script sees every answer as a failure of the network. No cookies are involved, so any origin will
 * do.
 */
public final class CrossOrigin {
  private static final CharSequence ALLOW_ORIGIN =
      HttpHeaders.createOptimized("access-control-allow-origin");
  private static final CharSequence EXPOSE =
      HttpHeaders.createOptimized("access-control-expose-headers");
  private static final CharSequence ANY = HttpHeaders.createOptimized("*");
  private static final CharSequence EXPOSED =
      HttpHeaders.createOptimized(
          "Retry-After, X-RateLimit-Delay, X-Sentry-Error, X-Sentry-Rate-Limits");
  private static final String ALLOWED_HEADERS =
      "content-type, content-encoding, checkend-ingestion-key, authorization, x-sentry-auth,"
          + " x-requested-with, x-forwarded-for, x-api-key, origin, referer, accept,"
          + " authentication, transfer-encoding, traceparent, tracestate, sentry-trace, baggage";
  private static final String AN_HOUR = "3600";

  private CrossOrigin() {}

  static void mount(Router router) {
    router
        .options()
        .handler(
            routing -> {
              HttpServerResponse response = routing.response();
              addTo(response);
              response
                  .putHeader("access-control-allow-methods", "GET, POST, OPTIONS")
                  .putHeader("access-control-allow-headers", ALLOWED_HEADERS)
                  .putHeader("access-control-max-age", AN_HOUR)
                  .setStatusCode(204)
                  .end();
            });
  }

  /** Every answer of every wire needs them, refusals too. */
  public static void addTo(HttpServerResponse response) {
    response.putHeader(ALLOW_ORIGIN, ANY).putHeader(EXPOSE, EXPOSED);
  }
}

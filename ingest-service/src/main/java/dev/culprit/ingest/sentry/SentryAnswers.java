package dev.culprit.ingest.sentry;

import dev.culprit.ingest.http.CrossOrigin;
import dev.culprit.ingest.http.JsonAnswers;
import dev.culprit.ingest.outcome.Rejection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Answers as the SDKs understand them; a script in a page can read them too. */
final class SentryAnswers {
  private static final CharSequence RATE_LIMITS =
      HttpHeaders.createOptimized("x-sentry-rate-limits");
  private static final CharSequence ERROR = HttpHeaders.createOptimized("x-sentry-error");

  private SentryAnswers() {}

  /** {@code {"id": …}}, empty when the request held no event. */
  static void accept(HttpServerResponse response, String id) {
    JsonObject body = new JsonObject();
    if (!id.isEmpty()) {
      body.put("id", id);
    }
    JsonAnswers.send(response, 200, body.encode());
  }

  static void text(HttpServerResponse response, int status, String type, String body) {
    if (response.ended() || response.closed()) {
      return;
    }
    CrossOrigin.addTo(response);
    response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, type).end(body);
  }

  /**
   * @param isAnonymous whether the request had no key at all
   */
  static void refuse(HttpServerResponse response, Refusal refusal, boolean isAnonymous) {
    if (response.ended() || response.closed()) {
      return;
    }
    Rejection rejection = refusal.rejection();
    long seconds = JsonAnswers.secondsUp(rejection.retryAfter());
    if (seconds > 0) {
      response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }
    if (rejection instanceof Rejection.RateLimited) {
      response.putHeader(
          RATE_LIMITS,
          Math.max(1, seconds) + ":" + String.join(";", refusal.categories()) + ":key");
    }
    String reason = rejection.reason();
    response.putHeader(ERROR, reason.replaceAll("[^\\x20-\\x7e]", "?"));
    JsonAnswers.send(
        response,
        status(rejection, isAnonymous),
        new JsonObject()
            .put("detail", reason)
            .put("causes", new JsonArray().add(rejection.code()))
            .encode());
  }

  /** A key that is wrong is forbidden; 404 would read as a wrong address. */
  private static int status(Rejection rejection, boolean isAnonymous) {
    if (rejection instanceof Rejection.UnknownKey) {
      return isAnonymous ? 401 : 403;
    }
    return rejection instanceof Rejection.Malformed ? 400 : JsonAnswers.status(rejection);
  }
}

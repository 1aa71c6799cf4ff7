package dev.culprit.runtime.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * The body of every HTTP error (RFC 9457), with a stable snake_case {@code code} for programs next
 * to the sentences for people.
 *
 * @param status the HTTP status
 * @param code what went wrong, from a closed list of the service that answers
 * @param title the same for every answer with this code
 * @param detail what is special about this answer; empty when nothing is
 */
public record ProblemDetail(int status, String code, String title, String detail) {
  public static final String CONTENT_TYPE = "application/problem+json";

  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("type", "about:blank")
            .put("title", title)
            .put("status", status)
            .put("code", code);
    return detail.isEmpty() ? json : json.put("detail", detail);
  }

  public Future<Void> send(RoutingContext context) {
    return send(context.response());
  }

  /**
   * Does nothing to an answer that has already begun but close its connection, so that nobody takes
   * the half for the whole.
   */
  public Future<Void> send(HttpServerResponse response) {
    if (response.ended() || response.closed()) {
      return Future.succeededFuture();
    }
    if (response.headWritten()) {
      return response.reset();
    }
    return response
        .setStatusCode(status)
        .putHeader("Content-Type", CONTENT_TYPE)
        .end(toJson().toBuffer());
  }
}

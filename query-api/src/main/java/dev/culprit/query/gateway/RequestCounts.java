package dev.culprit.query.gateway;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** Requests added up; all that follow are among the requests. */
record RequestCounts(
    long requests, long clientErrors, long serverErrors, long gatewayErrors, long durationMs) {
  static final RequestCounts NONE = new RequestCounts(0, 0, 0, 0, 0);

  /** What a statement must select. */
  static final String SUMS =
      """
      sum(requests)::bigint AS requests, sum(client_errors)::bigint AS client_errors,
      sum(server_errors)::bigint AS server_errors, sum(gateway_errors)::bigint AS gateway_errors,
      sum(duration_ms)::bigint AS duration_ms""";

  static RequestCounts of(Row row) {
    return new RequestCounts(
        row.getLong("requests"),
        row.getLong("client_errors"),
        row.getLong("server_errors"),
        row.getLong("gateway_errors"),
        row.getLong("duration_ms"));
  }

  RequestCounts plus(RequestCounts other) {
    return new RequestCounts(
        requests + other.requests,
        clientErrors + other.clientErrors,
        serverErrors + other.serverErrors,
        gatewayErrors + other.gatewayErrors,
        durationMs + other.durationMs);
  }

  /** How much of the requests was answered 5xx, 0 to 1; null without requests. */
  @Nullable Double share() {
    return requests == 0 ? null : (double) serverErrors / requests;
  }

  JsonObject addTo(JsonObject json) {
    return json.put("requests", requests)
        .put("client_errors", clientErrors)
        .put("server_errors", serverErrors)
        .put("gateway_errors", gatewayErrors)
        .put("share", share())
        .put("mean_duration_ms", requests == 0 ? null : (double) durationMs / requests);
  }
}

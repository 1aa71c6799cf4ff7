package dev.culprit.query.http;

import dev.culprit.runtime.grpc.StatusMapping;
import io.grpc.Status;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.openapi.validation.ValidatorException;
import io.vertx.pgclient.PgException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers every failed request as a problem document; a surprise is logged once and answered
 * without detail.
 */
final class ApiFailures implements Handler<RoutingContext> {
  // A statement took too long; another service has not made its tables yet.
  private static final Set<String> TEMPORARY = Set.of("57014", "42P01", "3F000");

  @Override
  public void handle(RoutingContext context) {
    send(context.response(), of(context.statusCode(), context.failure()));
  }

  static ApiException of(int status, @Nullable Throwable failure) {
    if (failure instanceof ApiException known) {
      return known;
    }
    if (failure instanceof ValidatorException invalid) {
      return InvalidRequests.of(invalid);
    }
    if (failure instanceof HttpException http) {
      return http.getCause() == null
          ? ofStatus(http.getStatusCode())
          : of(http.getStatusCode(), http.getCause());
    }
    if (failure == null || (status >= 400 && status < 500)) {
      return ofStatus(status);
    }
    if (failure instanceof PgException database && TEMPORARY.contains(database.getSqlState())) {
      return ApiException.unavailable("the database cannot answer this now; try again");
    }
    return of(StatusMapping.toStatus(failure));
  }

  private static ApiException ofStatus(int status) {
    return switch (status) {
      case 404 -> ApiException.of(404, "not_found", "Not found", "this address does not exist");
      case 405 ->
          ApiException.of(
              405, "method_not_allowed", "Method not allowed", "this address has no such method");
      case 413 ->
          ApiException.of(413, "body_too_large", "Body too large", "the body is larger than 1 MiB");
      case 415 ->
          ApiException.of(
              415,
              "unsupported_media_type",
              "Unsupported media type",
              "send the body as application/json");
      case 500 -> internal();
      default ->
          status > 500
              ? ApiException.of(
                  status, "unavailable", "Temporarily unavailable", "try again later", 2)
              : ApiException.of(
                  status, "invalid_request", "Invalid request", "the request cannot be understood");
    };
  }

  private static ApiException of(Status status) {
    String detail = status.getDescription() == null ? "" : status.getDescription();
    return switch (status.getCode()) {
      case INVALID_ARGUMENT, OUT_OF_RANGE -> ApiException.unprocessable(detail);
      case NOT_FOUND -> ApiException.of(404, "not_found", "Not found", detail);
      case ALREADY_EXISTS, FAILED_PRECONDITION -> ApiException.conflict(detail);
      // What was changed is not any more what the change was made from.
      case ABORTED -> ApiException.of(409, "stale_revision", "Changed meanwhile", detail);
      case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED ->
          ApiException.unavailable("a service that this needs does not answer; try again");
      default -> internal();
    };
  }

  private static ApiException internal() {
    return ApiException.of(500, "internal_error", "Internal error", "");
  }

  private static void send(HttpServerResponse response, ApiException failure) {
    if (response.headWritten() || response.closed()) {
      failure.problem().send(response);
      return;
    }
    if (failure.retryAfterSeconds() > 0) {
      response.putHeader("Retry-After", String.valueOf(failure.retryAfterSeconds()));
    }
    if (failure.status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer realm=\"culprit\"");
    }
    JsonObject body = failure.problem().toJson();
    if (!failure.errors().isEmpty()) {
      JsonArray errors = new JsonArray();
      failure.errors().forEach(error -> errors.add(error.toJson()));
      body.put("errors", errors);
    }
    response
        .setStatusCode(failure.status())
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Cache-Control", "no-store")
        .end(body.toBuffer());
  }
}

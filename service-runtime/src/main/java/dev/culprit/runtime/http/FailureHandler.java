package dev.culprit.runtime.http;

import dev.culprit.runtime.grpc.StatusMapping;
import io.grpc.Status;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns whatever failed a request into a {@link ProblemDetail}. A status given by a handler stays,
 * a failure of another service keeps its meaning, and anything unexpected is logged once and
 * answered 500 without detail.
 */
public final class FailureHandler implements Handler<RoutingContext> {
  @Override
  public void handle(RoutingContext context) {
    detail(context.statusCode(), context.failure()).send(context);
  }

  /**
   * The answer for a failure; the status is the one that the handler gave, or -1 or 500 when it
   * gave none.
   */
  public static ProblemDetail detail(int status, @Nullable Throwable failure) {
    if (failure instanceof HttpException http) {
      return of(http.getStatusCode(), text(http.getPayload()));
    }
    if (failure instanceof DecodeException) {
      return new ProblemDetail(
          400, "malformed_json", "Malformed JSON", "the body is not valid JSON");
    }
    if (status >= 400 && status != 500) {
      return of(status, status < 500 && failure != null ? text(failure.getMessage()) : "");
    }
    return failure == null ? of(500, "") : of(StatusMapping.toStatus(failure));
  }

  private static ProblemDetail of(int status, String detail) {
    String title = HttpResponseStatus.valueOf(status).reasonPhrase();
    String code = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    return new ProblemDetail(status, code, title, detail);
  }

  private static ProblemDetail of(Status status) {
    int http =
        switch (status.getCode()) {
          case INVALID_ARGUMENT, OUT_OF_RANGE -> 400;
          case UNAUTHENTICATED -> 401;
          case PERMISSION_DENIED -> 403;
          case NOT_FOUND -> 404;
          case ALREADY_EXISTS, ABORTED, FAILED_PRECONDITION -> 409;
          case RESOURCE_EXHAUSTED -> 429;
          case CANCELLED -> 499;
          case UNIMPLEMENTED -> 501;
          case UNAVAILABLE -> 503;
          case DEADLINE_EXCEEDED -> 504;
          default -> 500;
        };
    return http == 500 ? of(500, "") : of(http, text(status.getDescription()));
  }

  private static String text(@Nullable String message) {
    return message == null ? "" : message;
  }
}

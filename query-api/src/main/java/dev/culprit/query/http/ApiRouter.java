package dev.culprit.query.http;

import static java.util.stream.Collectors.joining;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Path;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts contract, gate and operations together under {@code /api/v1}; fails when an operation is
 * missing or not in the contract.
 */
public final class ApiRouter {
  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final String PREFIX = "/api/v1/*";

  private ApiRouter() {}

  /** Mounts the API; what is left under {@code /api} is answered 404. */
  public static void mount(
      Router root,
      Vertx vertx,
      Contract contract,
      Authenticator authenticator,
      List<Endpoint> endpoints) {
    Operations operations = new Operations();
    endpoints.forEach(endpoint -> endpoint.register(operations));
    requireSame(contract, operations);
    RouterBuilder builder =
        RouterBuilder.create(vertx, contract.checked(), new RequestReader(authenticator));
    builder.rootHandler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
    for (OpenAPIRoute route : builder.getRoutes()) {
      String id = route.getOperation().getOperationId();
      if (!id.equals("getOpenApi")) {
        Operation operation = operations.byId().get(id);
        if (operation != null) {
          route.setDoSecurity(false).addHandler(context -> run(operation, context));
        }
      } else {
        route.setDoSecurity(false).addHandler(context -> sendContract(contract, context));
      }
    }
    ApiFailures failures = new ApiFailures();
    root.route("/api/*").handler(ApiRouter::addSecurityHeaders).failureHandler(failures);
    root.route(PREFIX).subRouter(builder.createRouter());
    root.route("/api/*").handler(context -> refuse(contract, context));
    for (int status : new int[] {400, 404, 405, 406, 413, 414, 415, 431, 500}) {
      root.errorHandler(status, failures);
    }
  }

  private static void requireSame(Contract contract, Operations operations) {
    Set<String> different = new TreeSet<>();
    contract.checked().operations().forEach(operation -> different.add(operation.getOperationId()));
    different.remove("getOpenApi");
    operations
        .byId()
        .keySet()
        .forEach(
            id -> {
              if (!different.remove(id)) {
                different.add(id);
              }
            });
    if (!different.isEmpty()) {
      throw new IllegalStateException(
          "operations only in the contract or only in the code: " + different);
    }
  }

  private static void run(Operation operation, RoutingContext context) {
    ValidatedRequest validated = context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
    @Nullable Caller caller = context.get(RequestReader.CALLER);
    if (validated.getBody() != null && validated.getBody().get() != null) {
      StorableText.findUnstorable(validated.getBody().get())
          .ifPresent(
              field -> {
                throw ApiException.invalid("body", field, StorableText.REFUSAL);
              });
    }
    operation
        .handle(new ApiRequest(context, validated, caller))
        .onSuccess(answer -> send(answer, context))
        .onFailure(context::fail);
  }

  private static void send(Answer answer, RoutingContext context) {
    HttpServerResponse response = context.response();
    if (answer.isStreamed() || response.closed()) {
      return;
    }
    response.setStatusCode(answer.status());
    if (answer.body() == null) {
      response.end();
    } else {
      response.putHeader("Content-Type", "application/json").end(answer.body().toBuffer());
    }
  }

  /** What no operation took: the address may still be known with another method. */
  private static void refuse(Contract contract, RoutingContext context) {
    Path path = contract.checked().findPath(context.normalizedPath());
    if (path == null) {
      context.fail(404);
      return;
    }
    String allowed =
        path.getOperations().stream()
            .map(operation -> operation.getHttpMethod().name())
            .sorted()
            .collect(joining(", "));
    context.response().putHeader("Allow", allowed);
    context.fail(405);
  }

  private static void sendContract(Contract contract, RoutingContext context) {
    context
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-cache")
        .end(contract.text());
  }

  private static void addSecurityHeaders(RoutingContext context) {
    context
        .response()
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Cache-Control", "no-store");
    context.next();
  }
}

package dev.culprit.query.dashboard;

import dev.culprit.query.http.Contract;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestValidator;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * The dashboard with an API behind it that answers from files. Requests are checked against the
 * real OpenAPI document, so a page that sends what the server would refuse is refused here too;
 * commands change nothing but a problem's state and how events are grouped.
 */
final class FakeApi {
  static final String EMAIL = "ada@example.org";
  static final String PASSWORD = "correct horse battery";
  static final String COOKIE = "culprit_session=signed-in";

  private final Vertx vertx;
  private final Set<HttpServerResponse> streams = new CopyOnWriteArraySet<>();
  private final FakeAnswers answers = new FakeAnswers();
  private HttpServer server;

  FakeApi(Vertx vertx) {
    this.vertx = vertx;
  }

  Future<Integer> start(int port) {
    return vertx
        .executeBlocking(DashboardRoutes::new)
        .compose(
            dashboard ->
                Contract.load(vertx).map(contract -> router(contract.checked(), dashboard)))
        .compose(router -> vertx.createHttpServer().requestHandler(router).listen(port))
        .map(
            started -> {
              server = started;
              return started.actualPort();
            });
  }

  Future<Void> stop() {
    return server.close();
  }

  /** Sends a change to every page that listens. */
  void emit(String name, JsonObject change) {
    String text = "event: " + name + "\ndata: " + change.encode() + "\n\n";
    streams.forEach(stream -> stream.write(text));
  }

  /** What was corrected and set; tests look at it and change it behind the page's back. */
  GroupingAnswers grouping() {
    return answers.grouping();
  }

  int listeners() {
    return streams.size();
  }

  private Router router(OpenAPIContract contract, DashboardRoutes dashboard) {
    RequestValidator validator = RequestValidator.create(vertx, contract);
    Router router = Router.router(vertx);
    router.route("/api/v1/*").handler(this::authenticate);
    router
        .route("/api/v1/*")
        .handler(context -> check(contract, validator, context))
        .failureHandler(FakeApi::refuse);
    dashboard.mount(router);
    return router;
  }

  private void check(OpenAPIContract contract, RequestValidator validator, RoutingContext context) {
    Operation operation =
        contract.findOperation(context.request().path(), context.request().method());
    if (operation == null) {
      context.fail(404);
      return;
    }
    validator
        .validate(context.request(), operation.getOperationId())
        .onSuccess(
            validated -> {
              context.put(FakeAnswers.VALIDATED, validated);
              answer(operation.getOperationId(), context);
            })
        .onFailure(failure -> context.fail(400, failure));
  }

  private void authenticate(RoutingContext context) {
    boolean isSession = context.request().path().equals("/api/v1/session");
    String cookie = context.request().getHeader("Cookie");
    boolean isSignedIn = cookie != null && cookie.contains(COOKIE);
    boolean isRead = context.request().method().name().equals("GET");
    if (!isSession && !isSignedIn) {
      problem(context, 401, "unauthenticated", "Sign in first.");
    } else if (isSignedIn && !isRead && context.request().getHeader("Culprit-Csrf") == null) {
      problem(context, 403, "csrf_required", "The header Culprit-Csrf is missing.");
    } else {
      context.put("signedIn", isSignedIn).next();
    }
  }

  private void answer(String operation, RoutingContext context) {
    if (operation.equals("stream")) {
      stream(context);
      return;
    }
    JsonObject body = answers.to(operation, context);
    if (context.response().ended()) {
      return;
    }
    if (body == null) {
      context.response().setStatusCode(204).end();
    } else {
      context
          .response()
          .setStatusCode(
              operation.startsWith("create") && !operation.endsWith("Session") ? 201 : 200);
      context.json(body);
    }
  }

  private void stream(RoutingContext context) {
    HttpServerResponse response = context.response().setChunked(true);
    response.putHeader("Content-Type", "text/event-stream").write("retry: 2000\n\n");
    streams.add(response);
    response.closeHandler(closed -> streams.remove(response));
  }

  private static void refuse(RoutingContext context) {
    int status = context.statusCode() > 0 ? context.statusCode() : 500;
    String detail = context.failure() == null ? "" : String.valueOf(context.failure().getMessage());
    problem(context, status, status == 404 ? "not_found" : "invalid_request", detail);
  }

  static void problem(RoutingContext context, int status, String code, String detail) {
    problem(context, status, code, detail, new JsonArray());
  }

  static void problem(
      RoutingContext context, int status, String code, String detail, JsonArray errors) {
    JsonObject body =
        new JsonObject()
            .put("type", "about:blank")
            .put("title", code)
            .put("status", status)
            .put("code", code)
            .put("detail", detail)
            .put("errors", errors);
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .end(body.encode());
  }
}

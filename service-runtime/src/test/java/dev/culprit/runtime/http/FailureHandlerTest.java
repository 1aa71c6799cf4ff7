package dev.culprit.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailureHandlerTest {
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server =
      vertx.createHttpServer().requestHandler(router()).listen(0, "127.0.0.1").await();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void keepsTheStatusThatAHandlerGave() throws Exception {
    assertThat(ask("/status/404", "")).isEqualTo(problem(404, "not_found", "Not Found"));
    assertThat(ask("/http-exception", ""))
        .isEqualTo(problem(409, "conflict", "Conflict").put("detail", "already lent"));
  }

  @Test
  void hidesTheDetailOfASurprise() throws Exception {
    assertThat(ask("/bug", ""))
        .isEqualTo(problem(500, "internal_server_error", "Internal Server Error"));
  }

  @Test
  void keepsTheMeaningOfAnotherServicesAnswer() throws Exception {
    assertThat(ask("/grpc/NOT_FOUND", ""))
        .isEqualTo(problem(404, "not_found", "Not Found").put("detail", "no book 7"));
    assertThat(ask("/grpc/UNAVAILABLE", ""))
        .isEqualTo(
            problem(503, "service_unavailable", "Service Unavailable").put("detail", "no book 7"));
    assertThat(ask("/grpc/INTERNAL", ""))
        .isEqualTo(problem(500, "internal_server_error", "Internal Server Error"));
    assertThat(ask("/grpc/RESOURCE_EXHAUSTED", "").getInteger("status")).isEqualTo(429);
    assertThat(ask("/grpc/DEADLINE_EXCEEDED", "").getInteger("status")).isEqualTo(504);
  }

  @Test
  void explainsBrokenJson() throws Exception {
    assertThat(ask("/json", "{").getString("code")).isEqualTo("malformed_json");
  }

  @Test
  void refusesBodiesOverTheLimit() throws Exception {
    assertThat(ask("/json", "x".repeat(2000)).getInteger("status")).isEqualTo(413);
  }

  @Test
  void problemDetailCarriesItsCode() {
    JsonObject json =
        new ProblemDetail(429, "rate_limited", "Too many requests", "try again in 3 s").toJson();

    assertThat(json.getString("code")).isEqualTo("rate_limited");
    assertThat(json.getString("type")).isEqualTo("about:blank");
    assertThat(json.getString("detail")).isEqualTo("try again in 3 s");
  }

  private Router router() {
    Router router = Router.router(vertx);
    router
        .route()
        .handler(BodyHandler.create(false).setBodyLimit(1000))
        .failureHandler(new FailureHandler());
    router
        .route("/status/:status")
        .handler(context -> context.fail(Integer.parseInt(context.pathParam("status"))));
    router
        .route("/http-exception")
        .handler(context -> context.fail(new HttpException(409, "already lent")));
    router
        .route("/bug")
        .handler(
            context -> {
              throw new IllegalStateException("a secret detail");
            });
    router
        .route("/grpc/:code")
        .handler(
            context ->
                context.fail(
                    Status.fromCode(Status.Code.valueOf(context.pathParam("code")))
                        .withDescription("no book 7")
                        .asRuntimeException()));
    router.route("/json").handler(context -> context.json(context.body().asJsonObject()));
    return router;
  }

  private JsonObject ask(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    return new JsonObject(response.body());
  }

  private static JsonObject problem(int status, String code, String title) {
    return new JsonObject()
        .put("type", "about:blank")
        .put("title", title)
        .put("status", status)
        .put("code", code);
  }
}

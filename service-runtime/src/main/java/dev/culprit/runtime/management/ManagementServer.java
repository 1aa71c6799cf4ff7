package dev.culprit.runtime.management;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The port for operators and orchestrators: {@code /live} answers as long as the process does,
 * {@code /ready} is 503 with the failing checks unless all is well, {@code /metrics} is for
 * Prometheus and {@code /config} shows what differs from the defaults. It knows no user, so it
 * belongs on a private address.
 */
public final class ManagementServer {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Vertx vertx;
  private final ManagementConfig config;
  private final PrometheusMeterRegistry metrics;
  private final List<Readiness> readiness;
  private final Supplier<Map<String, String>> settings;
  private @Nullable HttpServer server;

  public ManagementServer(
      Vertx vertx,
      ManagementConfig config,
      PrometheusMeterRegistry metrics,
      List<Readiness> readiness,
      Supplier<Map<String, String>> settings) {
    this.vertx = vertx;
    this.config = config;
    this.metrics = metrics;
    this.readiness = List.copyOf(readiness);
    this.settings = settings;
  }

  public Future<Void> start() {
    return vertx
        .createHttpServer()
        .requestHandler(this::handle)
        .listen(config.port(), config.host())
        .onSuccess(listening -> server = listening)
        .recover(
            cause ->
                Future.failedFuture(
                    new IllegalStateException(
                        "cannot listen on "
                            + config.host()
                            + ":"
                            + config.port()
                            + " (CULPRIT_MANAGEMENT_PORT): "
                            + cause.getMessage(),
                        cause)))
        .mapEmpty();
  }

  public Future<Void> stop() {
    return server == null ? Future.succeededFuture() : server.close();
  }

  /** The port in use; call after {@link #start()} has completed. */
  public int port() {
    if (server == null) {
      throw new IllegalStateException("the management server is not started");
    }
    return server.actualPort();
  }

  private void handle(HttpServerRequest request) {
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      request.response().putHeader("Allow", "GET, HEAD");
      answer(request, 405, TEXT, "use GET\n");
      return;
    }
    switch (request.path()) {
      case "/live" -> answer(request, 200, TEXT, "live\n");
      case "/ready" -> ready(request);
      case "/metrics" -> metrics(request);
      case "/config" -> answer(request, 200, JSON, json(settings.get()).encodePrettily() + "\n");
      default -> answer(request, 404, TEXT, "try /live, /ready, /metrics or /config\n");
    }
  }

  private void ready(HttpServerRequest request) {
    Map<String, String> failures = new TreeMap<>();
    readiness.forEach(part -> failures.putAll(part.failures()));
    JsonObject body = new JsonObject().put("ready", failures.isEmpty());
    if (!failures.isEmpty()) {
      body.put("failing", json(failures));
    }
    answer(request, failures.isEmpty() ? 200 : 503, JSON, body.encode() + "\n");
  }

  /** Collecting reads many meters, so it does not happen on an event loop. */
  private void metrics(HttpServerRequest request) {
    vertx
        .executeBlocking(() -> metrics.scrape(), false)
        .onSuccess(text -> answer(request, 200, PROMETHEUS, text))
        .onFailure(cause -> answer(request, 500, TEXT, "the metrics could not be collected\n"));
  }

  private static JsonObject json(Map<String, String> values) {
    JsonObject json = new JsonObject();
    new TreeMap<>(values).forEach(json::put);
    return json;
  }

  private static void answer(HttpServerRequest request, int status, String type, String body) {
    HttpServerResponse response =
        request
            .response()
            .setStatusCode(status)
            .putHeader("Content-Type", type)
            .putHeader("Cache-Control", "no-store");
    // Vert.x would send the body to a HEAD request, too.
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(body);
    }
  }
}

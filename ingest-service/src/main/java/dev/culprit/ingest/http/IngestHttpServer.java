package dev.culprit.ingest.http;

import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.ingest.outcome.Rejection.Unsupported;
import dev.culprit.ingest.pipeline.IngestPipeline;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port of all HTTP wires, as one event loop serves it. */
public final class IngestHttpServer {
  private static final Logger log = LoggerFactory.getLogger(IngestHttpServer.class);
  private static final int LONGEST_LINE = 8 << 10;
  private static final int LONGEST_HEADERS = 32 << 10;

  private final Vertx vertx;
  private final IngestPipeline pipeline;
  private final BodyReader bodies;
  private final ConnectionWatch connections;
  private @Nullable HttpServer server;

  public IngestHttpServer(
      Vertx vertx, IngestPipeline pipeline, BodyReader bodies, Duration idleTimeout) {
    this.vertx = vertx;
    this.pipeline = pipeline;
    this.bodies = bodies;
    this.connections = new ConnectionWatch(vertx, idleTimeout);
  }

  /** Completes with the port that is listened on. */
  public Future<Integer> start(String host, int port, List<HttpWire> wires) {
    Router router = router(wires);
    HttpServer created =
        vertx
            .createHttpServer(options())
            .connectionHandler(connections::opened)
            .requestHandler(
                request -> {
                  connections.requested(request);
                  router.handle(request);
                });
    server = created;
    bodies.start();
    connections.start();
    return created.listen(port, host).map(HttpServer::actualPort);
  }

  /** Stops accepting and waits for the answers that are still due. */
  public Future<Void> stop(Duration patience) {
    connections.stop();
    HttpServer running = server;
    return (running == null
            ? Future.<Void>succeededFuture()
            : running.shutdown(patience.toMillis(), TimeUnit.MILLISECONDS))
        .onComplete(done -> bodies.stop());
  }

  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setTcpNoDelay(true)
        .setHandle100ContinueAutomatically(true)
        // With it a connection shows only after its first whole request, too late to watch it.
        .setHttp2ClearTextEnabled(false)
        .setMaxInitialLineLength(LONGEST_LINE)
        .setMaxHeaderSize(LONGEST_HEADERS);
  }

  private Router router(List<HttpWire> wires) {
    Router router = Router.router(vertx);
    CrossOrigin.mount(router);
    wires.forEach(wire -> wire.mount(router));
    String hint = hint(wires);
    router.get("/").handler(routing -> JsonAnswers.send(routing.response(), 200, hint));
    wires.forEach(wire -> wire.mountLast(router));
    router.route().handler(routing -> notServed(routing, Unsupported.Kind.PATH));
    router.errorHandler(405, routing -> notServed(routing, Unsupported.Kind.METHOD));
    router.errorHandler(
        400,
        routing ->
            JsonAnswers.send(
                routing.response(),
                400,
                JsonAnswers.error("The request cannot be read", "malformed")));
    router.errorHandler(500, IngestHttpServer::failed);
    return router;
  }

  private static String hint(List<HttpWire> wires) {
    JsonArray endpoints = new JsonArray();
    wires.forEach(wire -> endpoints.add(wire.endpoint()));
    return new JsonObject()
        .put("service", "culprit-ingest")
        .put("endpoints", endpoints)
        .put("key", "Checkend-Ingestion-Key: KEY, Authorization: Bearer KEY, or ?key=KEY")
        .encode();
  }

  private void notServed(RoutingContext routing, Unsupported.Kind kind) {
    String what = routing.request().method() + " " + routing.request().path();
    Rejection rejection = new Unsupported(kind, what + " is not served here; see GET /");
    if (routing.request().method().equals(HttpMethod.POST)) {
      pipeline.refuse(IngestionCredentials.keyOf(routing.request()), rejection);
    }
    JsonAnswers.refuse(routing.response(), rejection);
  }

  private static void failed(RoutingContext routing) {
    log.atError()
        .setCause(routing.failure())
        .addKeyValue("path", String.valueOf(routing.request().path()))
        .log("a request failed");
    JsonAnswers.fail(routing.response());
  }
}

package dev.culprit.alert;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntUnaryOperator;

/** A real HTTP server that keeps what it is sent. */
final class Receiver implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile IntUnaryOperator status = number -> 204;
  private volatile boolean silent;

  Receiver() throws Exception {
    server =
        AlertCluster.await(
            vertx.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1"));
  }

  /** One request. */
  record Received(Map<String, String> headers, String body, long nanoTime) {
    JsonObject json() {
      return new JsonObject(body);
    }
  }

  /** Chooses the status by the number of the request, from 1. */
  void answer(IntUnaryOperator chosen) {
    status = chosen;
  }

  void stayReceptiveButSilent(boolean wanted) {
    silent = wanted;
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/hook?token=not-for-logs";
  }

  List<Received> received() {
    return received;
  }

  private void take(HttpServerRequest request) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
    request
        .body()
        .onSuccess(
            body -> {
              received.add(new Received(headers, body.toString(), System.nanoTime()));
              if (!silent) {
                request.response().setStatusCode(status.applyAsInt(received.size())).end();
              }
            });
  }

  @Override
  public void close() throws Exception {
    AlertCluster.await(vertx.close());
  }
}

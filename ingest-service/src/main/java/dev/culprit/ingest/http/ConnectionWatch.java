package dev.culprit.ingest.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections on which no request has begun for a while, whether they are silent or drip
 * header bytes, and refuses connections beyond a number. Belongs to one event loop.
 */
final class ConnectionWatch {
  private static final int MOST_CONNECTIONS = 10_000;

  private static final class Watched {
    private long lastRequestNanos = System.nanoTime();
    private @Nullable HttpServerResponse answer;

    boolean isWaiting() {
      HttpServerResponse last = answer;
      return last != null && !last.ended();
    }
  }

  private final Vertx vertx;
  private final Duration idle;
  private final IdentityHashMap<HttpConnection, Watched> connections = new IdentityHashMap<>();
  private long timer = -1;

  ConnectionWatch(Vertx vertx, Duration idle) {
    this.vertx = vertx;
    this.idle = idle;
  }

  void start() {
    timer = vertx.setPeriodic(Math.max(100, idle.toMillis() / 10), id -> sweep());
  }

  void stop() {
    vertx.cancelTimer(timer);
  }

  void opened(HttpConnection connection) {
    if (connections.size() >= MOST_CONNECTIONS) {
      connection.close();
      return;
    }
    connections.put(connection, new Watched());
    connection.closeHandler(closed -> connections.remove(connection));
  }

  void requested(HttpServerRequest request) {
    Watched watched = connections.get(request.connection());
    if (watched != null) {
      watched.lastRequestNanos = System.nanoTime();
      watched.answer = request.response();
    }
  }

  private void sweep() {
    long oldest = System.nanoTime() - idle.toNanos();
    List<HttpConnection> idlers = new ArrayList<>();
    connections.forEach(
        (connection, watched) -> {
          if (watched.lastRequestNanos - oldest < 0 && !watched.isWaiting()) {
            idlers.add(connection);
          }
        });
    for (HttpConnection connection : idlers) {
      connections.remove(connection);
      connection.close();
    }
  }
}

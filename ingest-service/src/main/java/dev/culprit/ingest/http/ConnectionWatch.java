package dev.culprit.ingest.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Closes connections on which no request has begun for a while, whether they are silent or drip
 * header bytes, and refuses connections beyond a number. Belongs to one event loop.
 */
final class ConnectionWatch {
  private static final int MOST_CONNECTIONS = 10_000;

  private final Vertx vertx;
  private final Duration idle;
  private final IdentityHashMap<HttpConnection, Long> lastRequests = new IdentityHashMap<>();
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
    if (lastRequests.size() >= MOST_CONNECTIONS) {
      connection.close();
      return;
    }
    lastRequests.put(connection, System.nanoTime());
    connection.closeHandler(closed -> lastRequests.remove(connection));
  }

  void requested(HttpConnection connection) {
    lastRequests.computeIfPresent(connection, (same, before) -> System.nanoTime());
  }

  private void sweep() {
    long oldest = System.nanoTime() - idle.toNanos();
    for (Map.Entry<HttpConnection, Long> entry : new ArrayList<>(lastRequests.entrySet())) {
      if (entry.getValue() - oldest < 0) {
        lastRequests.remove(entry.getKey());
        entry.getKey().close();
      }
    }
  }
}

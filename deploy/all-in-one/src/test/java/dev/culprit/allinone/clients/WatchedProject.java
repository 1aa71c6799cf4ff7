package dev.culprit.allinone.clients;

import dev.culprit.allinone.clients.SharedCulprit.Product;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A project of a test's own, as the person who sets up a client knows it, and what is kept in it.
 */
final class WatchedProject {
  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(20);

  private final Product product;
  private final JsonObject created;

  private WatchedProject(Product product, JsonObject created) {
    this.product = product;
    this.created = created;
  }

  static WatchedProject create(Product product, String name)
      throws IOException, InterruptedException {
    return create(product, name, 0);
  }

  /** With a budget; 0 is the server's default. */
  static WatchedProject create(Product product, String name, int eventsPerMinute)
      throws IOException, InterruptedException {
    JsonObject body =
        new JsonObject()
            .put("name", name)
            .put("settings", new JsonObject().put("events_per_minute", eventsPerMinute));
    return new WatchedProject(product, product.rest().send("POST", "/projects", body));
  }

  long number() {
    return created.getJsonObject("project").getLong("id");
  }

  String key() {
    return created.getString("key_secret");
  }

  /** What the clients' programs read from their environment. */
  Map<String, String> settings() {
    return Map.of(
        "TARGET_HTTP", product.http(),
        "TARGET_GRPC", product.grpc(),
        "TARGET_KEY", key(),
        "TARGET_PROJECT", Long.toString(number()),
        "TARGET_DSN", created.getString("dsn"));
  }

  /** The last event of the only problem whose text holds this, as soon as it is there. */
  JsonObject eventWith(String marker) {
    JsonObject problem = problemWith(marker, 1);
    return event(problem.getLong("last_event_id"));
  }

  /** The only problem whose text holds this, as soon as it has so many events. */
  JsonObject problemWith(String marker, int events) {
    return Awaitility.await(events + " events with " + marker)
        .atMost(VISIBLE_WITHIN)
        .until(
            () -> problems(marker),
            problems ->
                problems.size() == 1
                    && problems.getJsonObject(0).getInteger("occurrence_count") == events)
        .getJsonObject(0);
  }

  /** The problem's event whose message is this. */
  JsonObject event(JsonObject problem, String message) throws IOException, InterruptedException {
    JsonArray events = product.rest().list("/problems/" + problem.getLong("id") + "/events");
    for (int i = 0; i < events.size(); i++) {
      JsonObject event = event(events.getJsonObject(i).getLong("id"));
      JsonObject exception = event.getJsonArray("exceptions").getJsonObject(0);
      if (message.equals(exception.getString("value"))) {
        return event;
      }
    }
    throw new AssertionError("no event with the message " + message + " in " + events);
  }

  JsonArray problems(String marker) throws IOException, InterruptedException {
    String slug = created.getJsonObject("project").getString("slug");
    return product.rest().list("/projects/" + slug + "/problems?query=" + marker);
  }

  private JsonObject event(long id) {
    try {
      return product.rest().get("/events/" + id);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}

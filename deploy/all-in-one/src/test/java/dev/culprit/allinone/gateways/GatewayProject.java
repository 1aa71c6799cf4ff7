package dev.culprit.allinone.gateways;

import dev.culprit.allinone.gateways.SharedProduct.Product;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A project that gateways log for, and what the product made of it, read by REST. */
final class GatewayProject {
  private final Product product;
  private final String slug;
  private final String key;
  private final Map<Long, StoredFailure> known = new HashMap<>();

  private GatewayProject(Product product, String slug, String key) {
    this.product = product;
    this.slug = slug;
    this.key = key;
  }

  static GatewayProject create(Product product, String name)
      throws IOException, InterruptedException {
    JsonObject created =
        product.rest().send("POST", "/projects", new JsonObject().put("name", name));
    return new GatewayProject(
        product,
        created.getJsonObject("project").getString("slug"),
        created.getString("key_secret"));
  }

  /** The one that a listener of its own is bound to. */
  static GatewayProject bound(Product product) {
    return new GatewayProject(product, Product.BOUND_PROJECT, "");
  }

  String key() {
    return key;
  }

  String slug() {
    return slug;
  }

  List<JsonObject> problems() throws IOException, InterruptedException {
    return all("/projects/" + slug + "/problems?limit=100");
  }

  /** Those of this project by a rule of this kind. */
  List<JsonObject> incidents(String kind) throws IOException, InterruptedException {
    return all("/incidents?limit=100&project=" + slug).stream()
        .filter(incident -> kind.equals(incident.getString("rule_kind")))
        .toList();
  }

  /** All events of gateways' problems; those that were read before are not read again. */
  List<StoredFailure> failures() throws IOException, InterruptedException {
    List<StoredFailure> failures = new ArrayList<>();
    for (JsonObject problem : problems()) {
      if (problem.getString("cause") != null) {
        for (JsonObject event : all("/problems/" + problem.getLong("id") + "/events?limit=100")) {
          failures.add(failure(event.getLong("id")));
        }
      }
    }
    return failures;
  }

  private StoredFailure failure(long event) throws IOException, InterruptedException {
    StoredFailure failure = known.get(event);
    if (failure == null) {
      failure = StoredFailure.of(product.rest().get("/events/" + event));
      known.put(event, failure);
    }
    return failure;
  }

  /** The events that applications reported, not gateways. */
  List<JsonObject> applicationEvents() throws IOException, InterruptedException {
    List<JsonObject> events = new ArrayList<>();
    for (JsonObject problem : problems()) {
      if (problem.getString("cause") == null) {
        events.add(product.rest().get("/events/" + problem.getLong("last_event_id")));
      }
    }
    return events;
  }

  /** How many requests of this project were counted, whether well or not. */
  long requests() throws IOException, InterruptedException {
    return product
        .rest()
        .get("/projects/" + slug + "/gateway-rate")
        .getJsonObject("total")
        .getLong("requests");
  }

  private List<JsonObject> all(String path) throws IOException, InterruptedException {
    List<JsonObject> items = new ArrayList<>();
    String next = path;
    while (next != null) {
      JsonObject page = product.rest().get(next);
      JsonArray data = page.getJsonArray("data");
      for (int i = 0; i < data.size(); i++) {
        items.add(data.getJsonObject(i));
      }
      String cursor = page.getString("next_cursor");
      next = cursor == null ? null : path + "&cursor=" + cursor;
    }
    return items;
  }
}

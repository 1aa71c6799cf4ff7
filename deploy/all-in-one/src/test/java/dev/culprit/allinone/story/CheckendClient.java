package dev.culprit.allinone.story;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;

/** An application with a Checkend SDK: the nested body that those SDKs send, and their header. */
final class CheckendClient {
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;

  CheckendClient(URI ingest) {
    this.address = ingest.resolve("/ingest/v1/errors");
  }

  HttpResponse<String> report(String errorClass, String message)
      throws IOException, InterruptedException {
    return post(body(errorClass, message).encode());
  }

  HttpResponse<String> post(String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Checkend-Ingestion-Key", RunningCulprit.INGESTION_KEY)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static JsonObject body(String errorClass, String message) {
    return new JsonObject()
        .put(
            "error",
            new JsonObject()
                .put("class", errorClass)
                .put("message", message)
                .put(
                    "backtrace",
                    new JsonArray()
                        .add("app/models/order.rb:17:in `place'")
                        .add("app/controllers/orders_controller.rb:9:in `create'")
                        .add(
                            "/usr/lib/ruby/gems/3.2.0/gems/rack-3.0.8/lib/rack/head.rb:15:in `call'"))
                .put("tags", new JsonArray().add("checkout"))
                .put("occurred_at", Instant.now().toString()))
        .put(
            "context",
            new JsonObject()
                .put("environment", "production")
                .put("revision", "1.4.2")
                .put("cart", 3))
        .put(
            "request",
            new JsonObject()
                .put("url", "https://shop.example/orders?token=s3cret")
                .put("method", "POST")
                .put("headers", new JsonObject().put("Authorization", "Bearer very-secret-token"))
                .put("params", new JsonObject().put("password", "hunter2").put("quantity", 2)))
        .put("user", new JsonObject().put("id", 42).put("email", "kim@shop.example"))
        .put(
            "notifier",
            new JsonObject()
                .put("name", "checkend-ruby")
                .put("version", "1.0.0")
                .put("language", "ruby")
                .put("language_version", "3.2.2"));
  }
}

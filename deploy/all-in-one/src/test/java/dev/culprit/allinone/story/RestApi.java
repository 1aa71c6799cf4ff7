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

/** A script's view of the REST API: the address and an API key. */
public final class RestApi {
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;
  private final String apiKey;

  public RestApi(URI address, String apiKey) {
    this.address = address;
    this.apiKey = apiKey;
  }

  public JsonObject get(String path) throws IOException, InterruptedException {
    return send("GET", path, null);
  }

  /** The items of a list's first page. */
  public JsonArray list(String path) throws IOException, InterruptedException {
    return get(path).getJsonArray("data");
  }

  public JsonObject send(String method, String path, JsonObject body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve("/api/v1" + path))
            .header("Authorization", "Bearer " + apiKey)
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new AssertionError(
          method + " " + path + " answered " + response.statusCode() + ": " + response.body());
    }
    return response.body().isEmpty() ? new JsonObject() : new JsonObject(response.body());
  }
}

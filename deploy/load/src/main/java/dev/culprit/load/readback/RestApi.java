package dev.culprit.load.readback;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads lists from the public REST API page by page; waits for its thread. */
public final class RestApi {
  private static final int ATTEMPTS = 4;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final URI server;
  private final String apiKey;

  public RestApi(URI server, String apiKey) {
    this.server = server;
    this.apiKey = apiKey;
  }

  /** Hands over every element of the list at the path, which may hold a query string already. */
  public void forEach(String path, int pageSize, Consumer<JsonObject> element) {
    String cursor = null;
    do {
      JsonObject page = get(withPaging(path, pageSize, cursor));
      JsonArray data = page.getJsonArray("data", new JsonArray());
      for (int i = 0; i < data.size(); i++) {
        element.accept(data.getJsonObject(i));
      }
      cursor = page.getString("next_cursor");
    } while (cursor != null);
  }

  /** The number by which other wires than Checkend's name the project. */
  public long projectNumber(String project) {
    return get("/api/v1/projects/" + encode(project)).getLong("id");
  }

  /** Tries a few times, since a service may just be coming back. */
  JsonObject get(String path) {
    for (int attempt = 1; ; attempt++) {
      try {
        return getOnce(path);
      } catch (IOException unreachable) {
        if (attempt == ATTEMPTS) {
          throw new ReadBackException("Cannot read " + server.resolve(path) + ": " + unreachable);
        }
        pause(Duration.ofMillis(250L << attempt));
      }
    }
  }

  static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private JsonObject getOnce(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Authorization", "Bearer " + apiKey)
            .header("Accept", "application/json")
            .timeout(Duration.ofSeconds(30))
            .build();
    try {
      HttpResponse<String> response =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() / 100 == 5) {
        throw new IOException("the API answered " + response.statusCode());
      }
      if (response.statusCode() != 200) {
        throw new ReadBackException(
            "%s was answered %d: %s".formatted(path, response.statusCode(), response.body()));
      }
      return new JsonObject(response.body());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ReadBackException("interrupted");
    }
  }

  private static String withPaging(String path, int pageSize, @Nullable String cursor) {
    String paged = path + (path.contains("?") ? "&" : "?") + "limit=" + pageSize;
    return cursor == null ? paged : paged + "&cursor=" + encode(cursor);
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ReadBackException("interrupted");
    }
  }
}

package dev.culprit.query.testing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client of the REST interface. Every answer it gets is held against the contract. */
public final class Api {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String url;
  private final Map<String, String> headers;

  private Api(String url, Map<String, String> headers) {
    this.url = url;
    this.headers = headers;
  }

  public static Api anonymous(Servers servers) {
    return new Api(servers.url(), Map.of());
  }

  /** With the API key that may do everything. */
  public static Api of(Servers servers) {
    return anonymous(servers).with("Authorization", "Bearer " + Servers.API_KEY);
  }

  public Api with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Api(url, more);
  }

  /** Signed in, with cookie and proof. */
  public Api signIn(String email, String password) {
    Reply reply =
        post("/session", new JsonObject().put("email", email).put("password", password)).is(200);
    String cookie = reply.header("Set-Cookie").replaceFirst(";.*", "");
    return new Api(
        url, Map.of("Cookie", cookie, "Culprit-Csrf", reply.json().getString("csrf_token")));
  }

  public Reply get(String path) {
    return send("GET", path, null);
  }

  public Reply post(String path, @Nullable JsonObject body) {
    return send("POST", path, body == null ? null : body.encode());
  }

  public Reply patch(String path, JsonObject body) {
    return send("PATCH", path, body.encode());
  }

  public Reply put(String path, JsonObject body) {
    return send("PUT", path, body.encode());
  }

  public Reply delete(String path) {
    return send("DELETE", path, null);
  }

  public Reply send(String method, String path, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1" + path)).timeout(Duration.ofSeconds(30));
    headers.forEach(request::header);
    if (body != null && !headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    request.method(
        method,
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
    try {
      Reply reply = new Reply(CLIENT.send(request.build(), BodyHandlers.ofString()));
      ContractCheck.instance().check(method, "/api/v1" + path.replaceFirst("\\?.*", ""), reply);
      return reply;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public String url() {
    return url;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

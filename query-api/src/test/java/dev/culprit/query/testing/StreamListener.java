package dev.culprit.query.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads a stream in the background until closed. */
public final class StreamListener implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final HttpResponse<InputStream> response;
  private volatile boolean ended;

  public StreamListener(Api api, String query) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api.url() + "/api/v1/stream" + query));
    api.headers().forEach(request::header);
    try {
      response = client.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    assertThat(response.statusCode()).isEqualTo(200);
    Thread reading = new Thread(this::read, "stream-listener");
    reading.setDaemon(true);
    reading.start();
  }

  private void read() {
    try (InputStream in = response.body();
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      reader.lines().forEach(lines::add);
      ended = true;
    } catch (IOException | UncheckedIOException e) {
      ended = true;
    }
  }

  /** The lines read so far. */
  public List<String> lines() {
    return lines;
  }

  public boolean hasEnded() {
    return ended;
  }

  public boolean isOpen() {
    return lines.contains("retry: 2000");
  }

  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  public List<String> names() {
    return lines.stream()
        .filter(line -> line.startsWith("event: "))
        .map(line -> line.substring(7))
        .toList();
  }

  public JsonObject data(String name) {
    return new JsonObject(
        lines.get(lines.indexOf("event: " + name) + 1).substring("data: ".length()));
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.culprit.runtime.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementServerTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Vertx vertx = Vertx.vertx();
  private final Readiness readiness =
      new Readiness(vertx, Duration.ofMillis(20), Duration.ofMillis(100));
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ManagementServer server =
      new ManagementServer(
          vertx,
          new ManagementConfig("127.0.0.1", 0),
          metrics,
          List.of(readiness),
          () -> Map.of("CULPRIT_B", "2", "CULPRIT_A", "1"));

  @BeforeEach
  void start() {
    server.start().await();
  }

  @AfterEach
  void close() {
    server.stop().await();
    vertx.close().await();
  }

  @Test
  void livesWhateverFails() {
    readiness.add("database", () -> Future.failedFuture("away"));

    assertThat(get("/live").status).isEqualTo(200);
  }

  @Test
  void namesWhatIsNotReady() {
    readiness.add("cluster", Future::succeededFuture);
    readiness.add("database", () -> Future.failedFuture("connection refused"));
    await().until(() -> !readiness.failures().containsKey("cluster"));

    Answer answer = get("/ready");

    assertThat(answer.status).isEqualTo(503);
    assertThat(new JsonObject(answer.body))
        .isEqualTo(
            new JsonObject()
                .put("ready", false)
                .put("failing", new JsonObject().put("database", "connection refused")));
  }

  @Test
  void becomesReadyAgainByItself() {
    AtomicBoolean away = new AtomicBoolean(true);
    readiness.add(
        "database", () -> away.get() ? Future.failedFuture("away") : Future.succeededFuture());
    await().until(() -> get("/ready").status == 503);

    away.set(false);

    await().until(() -> get("/ready").status == 200);
    assertThat(readiness.ready()).isTrue();
  }

  @Test
  void hangingCheckIsAFailure() {
    readiness.add("database", () -> Promise.<Void>promise().future());

    await()
        .untilAsserted(
            () ->
                assertThat(readiness.failures())
                    .containsEntry("database", "no answer within 100 ms"));
  }

  @Test
  void throwingCheckIsAFailure() {
    readiness.add(
        "database",
        () -> {
          throw new IllegalStateException("no pool");
        });

    assertThat(readiness.failures()).containsEntry("database", "no pool");
  }

  @Test
  void isNotReadyOnceStopping() {
    readiness.stopping();

    assertThat(readiness.ready()).isFalse();
    assertThat(get("/ready").body).contains("stopping");
  }

  @Test
  void showsMetricsAndSettings() {
    metrics.counter("books.lent").increment();

    assertThat(get("/metrics").body).contains("books_lent_total 1.0");
    assertThat(new JsonObject(get("/config").body).getMap())
        .containsExactly(Map.entry("CULPRIT_A", "1"), Map.entry("CULPRIT_B", "2"));
  }

  @Test
  void knowsOnlyItsOwnPathsAndMethods() {
    assertThat(get("/").status).isEqualTo(404);
    assertThat(ask("POST", "/ready").status).isEqualTo(405);
    assertThat(ask("HEAD", "/live").body).isEmpty();
  }

  private Answer get(String path) {
    return ask("GET", path);
  }

  private Answer ask(String method, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> response =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    return new Answer(response.statusCode(), response.body());
  }

  private record Answer(int status, String body) {}
}

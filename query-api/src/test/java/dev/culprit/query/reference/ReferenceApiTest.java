package dev.culprit.query.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.query.testing.Api;
import dev.culprit.query.testing.GatewaySamples;
import dev.culprit.query.testing.Samples;
import dev.culprit.query.testing.Servers;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferenceApiTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Servers servers;
  private Api api;
  private Samples samples;
  private GatewaySamples gateways;

  @BeforeAll
  void start(TestDatabase database) {
    servers = Servers.queryOnly(database);
    api = Api.of(servers);
    samples = new Samples(database.jdbcUrl());
    gateways = new GatewaySamples(samples);
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  @Test
  void tellsACause() {
    JsonObject cause = api.get("/causes/upstream_connect_timeout").is(200).json();

    assertThat(cause.getJsonArray("http_statuses"))
        .isEqualTo(new JsonArray().add(502).add(503).add(504));
    JsonObject nginx = cause.getJsonArray("proxies").getJsonObject(0);
    assertThat(nginx.getString("proxy")).isEqualTo("nginx");
    assertThat(nginx.getJsonArray("settings").getJsonObject(0).getString("name"))
        .isEqualTo("proxy_connect_timeout");
    assertThat(cause.getJsonArray("checks").getJsonObject(0).getString("at")).isEqualTo("upstream");
  }

  @Test
  void listsCausesByFamily() {
    assertThat(api.get("/causes").is(200).data().stream().map(cause -> cause.getString("code")))
        .containsExactlyInAnyOrderElementsOf(Reference.codes());
  }

  @Test
  void whatIsNotDescribedIsNotFound() {
    api.get("/causes/no_such_cause").isProblem(404, "not_found");
    api.get("/http-errors/418").isProblem(404, "not_found");
    api.get("/http-errors/200").isProblem(404, "not_found");
    api.get("/http-errors/abc").isProblem(400, "invalid_request");
    api.get("/http-errors/5020").isProblem(400, "invalid_request");
    api.get("/causes/UPPER").isProblem(400, "invalid_request");
    Api.anonymous(servers).get("/http-errors/502").isProblem(401, "unauthenticated");
  }

  @Test
  void tellsTheOpenProblemsOfAllProjectsBesideAStatus() {
    long shop = samples.project("shop-507");
    long blog = samples.project("blog-507");
    long other = withStatus(shop, "upstream_refused", NOON, "504");
    long older = withStatus(shop, "upstream_refused", NOON, "507");
    long newer = withStatus(blog, "upstream_reset", NOON.plusSeconds(60), "507");
    samples.facet(newer, "http_status", "505");
    long done = withStatus(shop, "upstream_refused", NOON, "507");
    samples.run("UPDATE grouping.problems SET status = 'resolved' WHERE id = ?", done);

    JsonObject error = api.get("/http-errors/507").is(200).json();

    assertThat(error.getLong("open_problems")).isEqualTo(2);
    assertThat(ids(error)).containsExactly(newer, older).doesNotContain(other);
    JsonObject first = error.getJsonArray("problems").getJsonObject(0);
    assertThat(first.getJsonObject("project").getString("slug")).isEqualTo("blog-507");
    assertThat(first.getJsonObject("problem").getString("cause")).isEqualTo("upstream_reset");
    assertThat(error.getJsonArray("projects"))
        .extracting(entry -> ((JsonObject) entry).getLong("open_problems"))
        .containsExactly(1L, 1L);
    assertThat(listed(507)).isEqualTo(2);
    assertThat(listed(505)).isEqualTo(1);
    assertThat(listed(511)).isZero();
  }

  @Test
  void showsTheTwentyThatWereSeenLastAndCountsAll() {
    long many = samples.project("many-508");
    long last = 0;
    for (int i = 0; i < 23; i++) {
      last = withStatus(many, "upstream_refused", NOON.plusSeconds(i), "508");
    }

    JsonObject error = api.get("/http-errors/508").is(200).json();

    assertThat(error.getLong("open_problems")).isEqualTo(23);
    assertThat(ids(error)).hasSize(20).startsWith(last);
  }

  private long withStatus(long project, String cause, Instant at, String status) {
    long id = gateways.problem(project, "10.0.0.1:80", cause, at);
    samples.facet(id, "http_status", status);
    return id;
  }

  private long listed(int status) {
    return api.get("/http-errors").is(200).data().stream()
        .filter(error -> error.getInteger("status") == status)
        .findFirst()
        .orElseThrow()
        .getLong("open_problems");
  }

  private static List<Long> ids(JsonObject error) {
    return error.getJsonArray("problems").stream()
        .map(entry -> ((JsonObject) entry).getJsonObject("problem").getLong("id"))
        .toList();
  }
}

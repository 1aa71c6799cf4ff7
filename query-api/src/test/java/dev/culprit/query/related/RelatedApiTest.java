package dev.culprit.query.related;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.query.testing.Api;
import dev.culprit.query.testing.GatewaySamples;
import dev.culprit.query.testing.Samples;
import dev.culprit.query.testing.Servers;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a gateway saw and what the application reported, tied together. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelatedApiTest {
  private final Instant start =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(3, ChronoUnit.HOURS);
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
  void aGatewaysProblemShowsWhatOpenedRegressedOrSpikedAroundItsStart() {
    long project = samples.project("around");
    long gateway = gateways.problem(project, "10.0.0.1:80", "upstream_refused", start);
    gateways.minute(project, gateway, start, 40);
    long opened = gateways.application(project, "Opened", start.minusSeconds(240));
    gateways.minute(project, opened, start.minusSeconds(240), 1);
    long regressed = gateways.application(project, "Regressed", before(48));
    gateways.minute(project, regressed, start, 1);
    samples.run(
        "INSERT INTO grouping.problem_history (problem_id, at, kind) VALUES (?, ?, 'regressed')",
        regressed,
        Timestamp.from(start));
    long spiked = gateways.application(project, "Spiked", before(48));
    long steady = gateways.application(project, "Steady", before(48));
    for (int minute = -60; minute < 5; minute++) {
      gateways.minute(project, steady, start.plusSeconds(60L * minute), 10);
      gateways.minute(project, spiked, start.plusSeconds(60L * minute), minute < 0 ? 1 : 100);
    }
    long elsewhere = samples.problem(project, "unresolved", "Staging", "", start, start, 1);
    samples.facet(elsewhere, "environment", "staging");
    gateways.application(project, "Long before", before(5));
    gateways.application(samples.project("another"), "Another's", start);

    JsonObject related = api.get("/problems/" + gateway + "/related").is(200).json();

    assertThat(related.getString("started_at")).isEqualTo(start.toString());
    assertThat(changes(related))
        .containsExactlyInAnyOrder(
            opened + " same_environment opened",
            regressed + " same_environment regressed",
            spiked + " same_environment spiked",
            elsewhere + " same_time opened");
    assertThat(ids(related.getJsonArray("problems")).get(3)).isEqualTo(elsewhere);
    assertThat(changes(api.get("/problems/" + gateway + "/related?at=" + before(5)).json()))
        .hasSize(1);
  }

  @Test
  void eventsOfOneRequestCountMoreThanTime() {
    long project = samples.project("linked");
    long gateway = gateways.problem(project, "10.0.0.1:80", "app_error", start);
    long byTime = gateways.application(project, "ByTime", start);
    long linked = gateways.application(project, "Linked", before(40));
    long ofGateway = gateways.event(project, gateway, start, 7L, 8L);
    gateways.event(project, gateway, start.plusSeconds(5), 9L);
    long ofApplication = gateways.event(project, linked, start.plusSeconds(1), 8L);
    // The same number at another time, and in another project, is no link.
    gateways.event(project, byTime, start.plusSeconds(3600), 7L);
    long other = samples.project("linked-other");
    gateways.event(other, gateways.application(other, "Other", start), start, 8L);

    JsonArray problems =
        api.get("/problems/" + gateway + "/related").is(200).json().getJsonArray("problems");

    assertThat(ids(problems)).containsExactly(linked, byTime);
    JsonObject first = problems.getJsonObject(0);
    assertThat(first.getString("relation")).isEqualTo("exact_link");
    assertThat(first.getLong("linked_events")).isEqualTo(1);
    assertThat(first.getJsonArray("examples"))
        .containsExactly(
            new JsonObject().put("event_id", ofGateway).put("related_event_id", ofApplication));
    JsonObject back =
        api.get("/problems/" + linked + "/related")
            .is(200)
            .json()
            .getJsonArray("problems")
            .getJsonObject(0);
    assertThat(back.getLong("id")).isEqualTo(gateway);
    assertThat(back.getString("cause")).isEqualTo("app_error");
    assertThat(back.getString("relation")).isEqualTo("exact_link");

    JsonObject ofEvent = api.get("/events/" + ofApplication + "/related").is(200).json();
    assertThat(ofEvent.getJsonArray("events")).hasSize(1);
    JsonObject event = ofEvent.getJsonArray("events").getJsonObject(0);
    assertThat(event.getLong("event_id")).isEqualTo(ofGateway);
    assertThat(event.getLong("problem_id")).isEqualTo(gateway);
    assertThat(event.getBoolean("is_gateway")).isTrue();
  }

  @Test
  void anApplicationsProblemShowsTheGatewaysThatFailedInItsMinutes() {
    long project = samples.project("minutes");
    long application = gateways.application(project, "PaymentError", start);
    gateways.minute(project, application, start, 5);
    gateways.minute(project, application, start.plusSeconds(60), 5);
    long sameMinute = gateways.problem(project, "10.0.0.1:80", "upstream_read_timeout", start);
    gateways.minute(project, sameMinute, start.plusSeconds(60), 3);
    long anotherMinute = gateways.problem(project, "10.0.0.2:80", "upstream_refused", start);
    gateways.minute(project, anotherMinute, start.plusSeconds(180), 3);
    long beside = gateways.application(project, "Beside", start);
    gateways.minute(project, beside, start, 3);

    JsonObject related = api.get("/problems/" + application + "/related").is(200).json();
    assertThat(changes(related)).containsExactly(sameMinute + " same_environment active");
    assertThat(related.getValue("history_diagnosis")).isNull();

    long event = gateways.event(project, application, start.plusSeconds(125));
    JsonArray gatewaysOfEvent =
        api.get("/events/" + event + "/related").is(200).json().getJsonArray("gateway_problems");
    assertThat(ids(gatewaysOfEvent)).containsExactlyInAnyOrder(sameMinute, anotherMinute);
  }

  @Test
  void showsProblemsOfTheSameUpstreamAndReleasesThatCame() {
    long project = samples.project("siblings");
    long gateway = gateways.problem(project, "10.0.0.1:80", "upstream_refused", start);
    samples.facet(gateway, "upstream_group", "app");
    long sameServer = gateways.problem(project, "10.0.0.1:80", "upstream_reset", before(30));
    long sameGroup = gateways.problem(project, "10.0.0.2:80", "upstream_refused", before(20));
    samples.facet(sameGroup, "upstream_group", "app");
    gateways.problem(project, "10.0.0.9:80", "upstream_refused", start);
    gateways.release(project, "staging", "2.0", start.minusSeconds(60));
    gateways.release(project, "production", "2.0", start.minusSeconds(1200));
    gateways.release(project, "production", "1.0", before(5));

    JsonObject related = api.get("/problems/" + gateway + "/related").is(200).json();

    assertThat(ids(related.getJsonArray("siblings"))).containsExactly(sameGroup, sameServer);
    assertThat(related.getJsonArray("problems")).isEmpty();
    assertThat(related.getJsonArray("releases"))
        .extracting(
            release ->
                ((JsonObject) release).getString("environment")
                    + " "
                    + ((JsonObject) release).getString("release"))
        .containsExactly("production 2.0", "staging 2.0");
  }

  private Instant before(int hours) {
    return start.minus(hours, ChronoUnit.HOURS);
  }

  private static List<Long> ids(JsonArray problems) {
    return problems.stream().map(problem -> ((JsonObject) problem).getLong("id")).toList();
  }

  private static List<String> changes(JsonObject related) {
    return related.getJsonArray("problems").stream()
        .map(JsonObject.class::cast)
        .map(
            problem ->
                problem.getLong("id")
                    + " "
                    + problem.getString("relation")
                    + " "
                    + problem.getString("change"))
        .toList();
  }
}

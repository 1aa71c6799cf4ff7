package dev.culprit.query.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import dev.culprit.proto.grouping.v1.StoredPayload;
import dev.culprit.proto.ingest.v1.Cause;
import dev.culprit.proto.ingest.v1.CauseConfidence;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.GatewayFailure;
import dev.culprit.proto.ingest.v1.Proxy;
import dev.culprit.proto.ingest.v1.UpstreamTry;
import dev.culprit.query.testing.Api;
import dev.culprit.query.testing.GatewaySamples;
import dev.culprit.query.testing.Samples;
import dev.culprit.query.testing.Servers;
import dev.culprit.runtime.compression.DictionaryZstd;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Problems, events and requests of gateways as grouping stores them. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayApiTest {
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
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
  void problemsSayWhatFailedAndAreFoundByIt() {
    long project = samples.project("found");
    long refused = gateways.problem(project, "10.0.0.1:80", "upstream_refused", now);
    samples.facet(refused, "http_status", "502");
    samples.facet(refused, "http_status", "504");
    long group = gateways.problem(project, "10.0.0.2:80", "no_live_upstreams", now);
    samples.facet(group, "upstream", "10.0.0.3:80");
    samples.facet(group, "upstream_group", "app");
    long application = gateways.application(project, "PaymentError", now);
    samples.facet(application, "http_status", "502");

    JsonObject shown = api.get("/problems/" + refused).is(200).json();
    assertThat(shown.getString("cause")).isEqualTo("upstream_refused");
    assertThat(shown.getString("proxy")).isEqualTo("nginx");
    assertThat(shown.getString("upstream")).isEqualTo("10.0.0.1:80");
    assertThat(shown.getJsonArray("http_statuses")).isEqualTo(new JsonArray().add(502).add(504));
    assertThat(api.get("/problems/" + group).json().getString("upstream")).isEqualTo("app");
    JsonObject other = api.get("/problems/" + application).is(200).json();
    assertThat(other.getValue("cause")).isNull();
    assertThat(other.getValue("history_diagnosis")).isNull();

    assertThat(found("found", "cause=upstream_refused")).containsExactly(refused);
    assertThat(found("found", "proxy=nginx")).containsExactlyInAnyOrder(refused, group);
    assertThat(found("found", "proxy=envoy")).isEmpty();
    assertThat(found("found", "upstream=app")).containsExactly(group);
    assertThat(found("found", "upstream=10.0.0.3:80")).containsExactly(group);
    assertThat(found("found", "http_status=502")).containsExactlyInAnyOrder(refused, application);
    assertThat(found("found", "http_status=502&proxy=nginx")).containsExactly(refused);
    assertThat(found("found", "http_status=503")).isEmpty();
  }

  private List<Long> found(String project, String filter) {
    return api.get("/projects/" + project + "/problems?" + filter).is(200).data().stream()
        .map(problem -> problem.getLong("id"))
        .toList();
  }

  @Test
  void facetsOfAProjectAreItsOwn() {
    long project = samples.project("facets");
    long problem = gateways.problem(project, "10.0.0.1:80", "upstream_refused", now);
    samples.facet(problem, "http_status", "502");
    samples.facet(problem, "host", "shop.example.com");
    long other = samples.project("others-facets");
    gateways.problem(other, "10.9.9.9:80", "dns_timeout", now);

    JsonObject facets = api.get("/projects/facets/facets").is(200).json();

    assertThat(facets.getJsonArray("causes")).containsExactly("upstream_refused");
    assertThat(facets.getJsonArray("proxies")).containsExactly("nginx");
    assertThat(facets.getJsonArray("upstreams")).containsExactly("10.0.0.1:80");
    assertThat(facets.getJsonArray("upstream_groups")).isEmpty();
    assertThat(facets.getJsonArray("hosts")).containsExactly("shop.example.com");
    assertThat(facets.getJsonArray("http_statuses")).containsExactly(502);
  }

  @Test
  void anEventShowsAllThatTheGatewayTold() {
    long project = samples.project("event");
    long problem = gateways.problem(project, "10.0.0.1:80", "upstream_refused", now);
    long event = gateways.event(project, problem, now);
    samples.run(
        "INSERT INTO grouping.payloads (event_id, dictionary_id, body) VALUES (?, 0, ?)",
        event,
        new DictionaryZstd(3).compress(payload().toByteArray(), null));

    JsonObject gateway = api.get("/events/" + event).is(200).json().getJsonObject("gateway");

    assertThat(gateway.getString("proxy")).isEqualTo("nginx");
    assertThat(gateway.getString("cause")).isEqualTo("upstream_refused");
    assertThat(gateway.getString("confidence")).isEqualTo("certain");
    assertThat(gateway.getString("upstream")).isEqualTo("10.0.0.1:80");
    assertThat(gateway.getValue("upstream_group")).isNull();
    assertThat(gateway.getInteger("status")).isEqualTo(502);
    assertThat(gateway.getDouble("duration_ms")).isEqualTo(1002.5);
    JsonObject attempt = gateway.getJsonArray("tries").getJsonObject(0);
    assertThat(attempt.getDouble("connect_ms")).isEqualTo(0.25);
    assertThat(attempt.getValue("header_ms")).isNull();
    assertThat(attempt.getValue("bytes_received")).isNull();
    assertThat(gateway.getJsonArray("raw_lines")).containsExactly("access", "error");

    long sampledOut = gateways.event(project, problem, now);
    assertThat(api.get("/events/" + sampledOut).is(200).json().getValue("gateway")).isNull();
  }

  private static StoredPayload payload() {
    return StoredPayload.newBuilder()
        .setEvent(
            Event.newBuilder()
                .setGateway(
                    GatewayFailure.newBuilder()
                        .setProxy(Proxy.PROXY_NGINX)
                        .setCause(Cause.CAUSE_UPSTREAM_REFUSED)
                        .setConfidence(CauseConfidence.CAUSE_CONFIDENCE_CERTAIN)
                        .setUpstream("10.0.0.1:80")
                        .setStatus(502)
                        .setDuration(Duration.newBuilder().setSeconds(1).setNanos(2_500_000))
                        .addTries(
                            UpstreamTry.newBuilder()
                                .setUpstream("10.0.0.1:80")
                                .setConnectTime(Duration.newBuilder().setNanos(250_000))
                                .setBytesReceived(-1))
                        .addRawLines("access")
                        .addRawLines("error")))
        .build();
  }

  @Test
  void ratesAreExactInEachBucket() {
    long project = samples.project("rate");
    gateways.requests(project, now.minusSeconds(120), "a.example", "/x", "u1", 90, 9, 4);
    gateways.requests(project, now.minusSeconds(120), "b.example", "/x", "u1", 10, 1, 0);
    gateways.requests(project, now, "a.example", "/y", "u2", 50, 0, 0);

    JsonObject rate =
        api.get(
                "/projects/rate/gateway-rate?bucket=minute&from="
                    + now.minusSeconds(180)
                    + "&to="
                    + now.plusSeconds(60))
            .is(200)
            .json();

    JsonArray data = rate.getJsonArray("data");
    assertThat(data).hasSize(4);
    JsonObject busy = data.getJsonObject(1);
    assertThat(busy.getString("at")).isEqualTo(now.minusSeconds(120).toString());
    assertThat(busy.getLong("requests")).isEqualTo(100);
    assertThat(busy.getLong("server_errors")).isEqualTo(10);
    assertThat(busy.getLong("gateway_errors")).isEqualTo(4);
    assertThat(busy.getDouble("share")).isEqualTo(0.1);
    assertThat(busy.getDouble("mean_duration_ms")).isEqualTo(20.0);
    assertThat(data.getJsonObject(2).getLong("requests")).isZero();
    assertThat(data.getJsonObject(2).getValue("share")).isNull();
    assertThat(rate.getJsonObject("total").getLong("requests")).isEqualTo(150);

    assertThat(total("bucket=minute&host=a.example")).isEqualTo(140);
    assertThat(total("bucket=minute&host=a.example&route=/y&upstream=u2")).isEqualTo(50);
    assertThat(total("bucket=minute&gateway=edge-1&environment=production&proxy=nginx"))
        .isEqualTo(150);
    assertThat(total("bucket=minute&environment=staging")).isZero();
    assertThat(total("bucket=hour")).isEqualTo(150);
    assertThat(total("bucket=day")).isEqualTo(150);
  }

  private long total(String query) {
    return api.get("/projects/rate/gateway-rate?" + query)
        .is(200)
        .json()
        .getJsonObject("total")
        .getLong("requests");
  }

  @Test
  void theBreakdownHasTheWorstFirstAndSaysWhenItIsCut() {
    long project = samples.project("parts");
    gateways.requests(project, now, "h", "/worst", "u", 1000, 30, 0);
    gateways.requests(project, now, "h", "/small", "u", 10, 5, 0);
    gateways.requests(project, now, "h", "/large", "u", 500, 5, 0);
    gateways.requests(project, now.minusSeconds(60), "h", "/large", "u", 500, 0, 0);
    String window = "&bucket=minute&from=" + now.minusSeconds(5940) + "&to=" + now.plusSeconds(60);

    JsonObject breakdown =
        api.get("/projects/parts/gateway-breakdown?by=route" + window).is(200).json();

    assertThat(breakdown.getBoolean("is_cut")).isFalse();
    assertThat(breakdown.getJsonArray("data"))
        .extracting(row -> ((JsonObject) row).getString("value"))
        .containsExactly("/worst", "/small", "/large");
    JsonObject large = breakdown.getJsonArray("data").getJsonObject(2);
    assertThat(large.getLong("requests")).isEqualTo(1000);
    assertThat(large.getDouble("share")).isEqualTo(0.005);
    JsonArray series = large.getJsonArray("series");
    assertThat(series).hasSize(25);
    assertThat(series.stream().mapToLong(slice -> ((JsonObject) slice).getLong("requests")).sum())
        .isEqualTo(1000);
    assertThat(series.getJsonObject(24).getLong("requests")).isEqualTo(1000);

    for (int i = 0; i < 100; i++) {
      gateways.requests(project, now, "h", "/more/" + i, "u", 1, 0, 0);
    }
    JsonObject cut = api.get("/projects/parts/gateway-breakdown?by=route" + window).is(200).json();
    assertThat(cut.getBoolean("is_cut")).isTrue();
    assertThat(cut.getJsonArray("data")).hasSize(100);
    for (String by : List.of("host", "upstream", "gateway")) {
      assertThat(
              api.get("/projects/parts/gateway-breakdown?by=" + by + window)
                  .is(200)
                  .json()
                  .getJsonArray("data"))
          .as(by)
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/projects/p/problems?cause=bad_luck, cause",
    "/projects/p/problems?proxy=squid, proxy",
    "/projects/p/problems?http_status=200, http_status",
    "/projects/p/problems?http_status=5xx, http_status",
    "/projects/p/gateway-rate?bucket=week, bucket",
    "/projects/p/gateway-rate?from=yesterday, from",
    "/projects/p/gateway-rate?by=host, by",
    "/projects/p/gateway-breakdown?by=colour, by",
    "/projects/p/gateway-breakdown, by",
    "/problems/1/related?at=noon, at",
    "/problems/1/related?limit=3, limit"
  })
  void saysWhichParameterIsWrong(String path, String name) {
    api.get(path).isProblem(400, "invalid_request").names("query", name);
  }

  @ParameterizedTest
  @CsvSource({
    "/projects/nowhere/gateway-rate",
    "/projects/nowhere/gateway-breakdown?by=host",
    "/problems/987654321/related",
    "/events/987654321/related"
  })
  void saysWhatDoesNotExist(String path) {
    api.get(path).isProblem(404, "not_found");
    Api.anonymous(servers).get(path).isProblem(401, "unauthenticated");
  }
}

package dev.culprit.query.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.query.testing.Api;
import dev.culprit.query.testing.GatewaySamples;
import dev.culprit.query.testing.Samples;
import dev.culprit.query.testing.Servers;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** History read from the tables; each conclusion with a case just beside it. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryApiTest {
  private static final String SERVER = "10.0.0.1:9000";

  private final Instant start =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(2, ChronoUnit.HOURS);
  private Servers servers;
  private Api api;
  private Samples samples;
  private GatewaySamples gateways;
  private long project;
  private int projects;

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

  @BeforeEach
  void newProject(TestInfo test) {
    project = samples.project("history-" + ++projects);
  }

  @Test
  void crashed() {
    served(SERVER, start.minusSeconds(600));
    long refused = problem(SERVER, "upstream_refused", start, 30);
    assertThat(code(refused)).isEmpty();

    long reset = problem("10.0.0.2:9000", "upstream_reset", start.minusSeconds(60), 5);
    assertThat(code(refused)).as("another server").isEmpty();
    samples.facet(reset, "upstream", SERVER);
    assertThat(code(refused)).isEqualTo("crashed");
    JsonObject diagnosis =
        api.get("/problems/" + refused).json().getJsonObject("history_diagnosis");
    assertThat(diagnosis.getString("sentence")).contains(SERVER, "5 times");
  }

  @Test
  void resetsLongBeforeAreNoCrash() {
    served(SERVER, start.minusSeconds(600));
    problem(SERVER, "upstream_closed_early", start.minusSeconds(3000), 5);

    assertThat(code(problem(SERVER, "upstream_refused", start, 30))).isEmpty();
  }

  @Test
  void neverStarted() {
    served("10.0.0.2:9000", start.minusSeconds(600));
    gateways.requests(project, start, "h", "/", SERVER, 9, 9, 9);
    long refused = problem(SERVER, "upstream_refused", start, 30);
    assertThat(code(refused)).isEqualTo("never_started_or_wrong_port");

    served(SERVER, start.minus(50, ChronoUnit.DAYS));
    assertThat(code(refused)).isEmpty();
  }

  @Test
  void anEarlierAnswerOfTheApplicationIsHistoryToo() {
    served("10.0.0.2:9000", start.minusSeconds(600));
    problem(SERVER, "app_error", start.minus(1, ChronoUnit.DAYS), 1);

    assertThat(code(problem(SERVER, "upstream_refused", start, 30))).isEmpty();
  }

  @Test
  void withoutCountedRequestsNothingIsKnownOfTheStart() {
    assertThat(code(problem(SERVER, "upstream_refused", start, 30))).isEmpty();
  }

  @Test
  void restartAtARelease() {
    served(SERVER, start.minusSeconds(600));
    gateways.release(project, "production", "1.0", start.minus(9, ChronoUnit.DAYS));
    long refused = problem(SERVER, "upstream_refused", start, 2);
    assertThat(code(refused)).isEmpty();

    gateways.release(project, "staging", "1.1", start);
    assertThat(code(refused)).as("released elsewhere").isEmpty();
    gateways.release(project, "production", "1.1", start.plusSeconds(90));
    assertThat(code(refused)).isEqualTo("restart_without_drain");
  }

  @Test
  void theVeryFirstReleaseIsNoDeployment() {
    served(SERVER, start.minusSeconds(600));
    gateways.release(project, "production", "1.0", start);

    assertThat(code(problem(SERVER, "upstream_refused", start, 2))).isEmpty();
  }

  @Test
  void restartsAtIntervals() {
    served(SERVER, start.minus(3, ChronoUnit.DAYS));
    Instant first = start.minus(2, ChronoUnit.DAYS);
    long closed = problem(SERVER, "upstream_closed_early", first, 2);
    gateways.minute(project, closed, first.plus(1, ChronoUnit.DAYS), 3);
    assertThat(code(closed)).isEmpty();

    gateways.minute(project, closed, start.plusSeconds(60), 3);
    assertThat(code(closed)).isEqualTo("restart_without_drain");
  }

  @Test
  void oneHostOrTheNetwork() {
    long one = problem(SERVER, "upstream_connect_timeout", start, 5);
    assertThat(code(one)).as("no other upstream is known").isEmpty();

    served("10.0.0.2:9000", start);
    assertThat(code(one)).isEqualTo("one_host_firewall");
    problem("10.0.0.3:9000", "upstream_connect_timeout", start.plusSeconds(60), 5);
    assertThat(code(one)).as("some are reached and some are not").isEmpty();
  }

  @Test
  void theProxysNetwork() {
    long one = problem(SERVER, "upstream_connect_timeout", start, 5);
    problem("10.0.0.3:9000", "upstream_connect_timeout", start.minus(1, ChronoUnit.DAYS), 5);
    assertThat(code(one)).as("at another time").isEmpty();

    problem("10.0.0.4:9000", "upstream_connect_timeout", start.plusSeconds(60), 5);
    assertThat(code(one)).isEqualTo("proxy_network");
  }

  @Test
  void saturation() {
    assertThat(code(problem(SERVER, "socket_backlog_full", start, 1))).isEqualTo("saturation");
    long slow = problem("10.0.0.7:9000", "upstream_read_timeout", start, 1);
    assertThat(code(slow)).isEmpty();

    long queue =
        problem("10.0.0.7:9000", "proxy_queue_timeout", start.minus(5, ChronoUnit.HOURS), 1);
    assertThat(code(slow)).as("at another time").isEmpty();
    gateways.minute(project, queue, start.plusSeconds(120), 1);
    assertThat(code(slow)).isEqualTo("saturation");
  }

  private long problem(String upstream, String cause, Instant at, long count) {
    long id = gateways.problem(project, upstream, cause, at);
    gateways.minute(project, id, at, count);
    return id;
  }

  private void served(String upstream, Instant at) {
    gateways.requests(project, at, "h", "/", upstream, 100, 1, 0);
  }

  /** The same from both places that tell it; empty for nothing. */
  private String code(long problem) {
    JsonObject shown =
        api.get("/problems/" + problem).is(200).json().getJsonObject("history_diagnosis");
    JsonObject related =
        api.get("/problems/" + problem + "/related")
            .is(200)
            .json()
            .getJsonObject("history_diagnosis");
    assertThat(related).isEqualTo(shown);
    return shown == null ? "" : shown.getString("code");
  }
}

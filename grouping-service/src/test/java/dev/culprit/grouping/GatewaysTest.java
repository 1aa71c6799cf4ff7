package dev.culprit.grouping;

import static dev.culprit.grouping.testing.Gateways.count;
import static dev.culprit.grouping.testing.Gateways.counts;
import static dev.culprit.grouping.testing.Gateways.refused;
import static dev.culprit.grouping.testing.Gateways.request;
import static dev.culprit.grouping.testing.Supplements.incoming;
import static dev.culprit.grouping.testing.TestEvents.exception;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culprit.grouping.testing.FakeAlert;
import dev.culprit.grouping.testing.RunningGrouping;
import dev.culprit.grouping.testing.Tables;
import dev.culprit.grouping.testing.TestEvents;
import dev.culprit.proto.alert.v1.RequestDelta;
import dev.culprit.proto.grouping.v1.DeleteProblemsRequest;
import dev.culprit.proto.grouping.v1.GroupEventsResponse;
import dev.culprit.proto.grouping.v1.GroupedEvent;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.GatewayCount;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What gateways tell, through two real services on one PostgreSQL. */
@ExtendWith(PostgresExtension.class)
class GatewaysTest {

  private static RunningGrouping one;
  private static RunningGrouping two;
  private static FakeAlert alert;
  private static Tables tables;

  private final Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);

  @BeforeAll
  static void start(TestDatabase database) {
    tables = new Tables(database);
    tables.createProjects();
    alert = new FakeAlert();
    Map<String, String> settings = RunningGrouping.settings(database, alert.port());
    settings.put("CULPRIT_GROUPING_PAYLOADS_PER_PROBLEM_HOUR", "3");
    one = RunningGrouping.start(settings);
    two = RunningGrouping.start(settings);
  }

  @AfterAll
  static void stop() {
    one.close();
    two.close();
    alert.close();
  }

  @BeforeEach
  void empty() {
    tables.execute(
        "TRUNCATE grouping.problems, grouping.events, grouping.payloads, grouping.event_links,"
            + " grouping.gateway_minutes, grouping.gateway_hours, grouping.supplement_uids,"
            + " grouping.releases"
            + " CASCADE");
  }

  @Test
  void problemsOfGatewaysAreFoundByWhatFailed() {
    Event.Builder other = refused("req-2").setHttpStatus(504);
    other.getGatewayBuilder().setHost("www.example.com");

    one.group(TestEvents.incoming(11, refused("req-1")));
    two.group(TestEvents.incoming(11, other));

    assertThat(facets(11))
        .containsExactly(
            List.of("cause", "upstream_refused"),
            List.of("environment", "production"),
            List.of("host", "shop.example.com"),
            List.of("host", "www.example.com"),
            List.of("http_status", "502"),
            List.of("http_status", "504"),
            List.of("proxy", "nginx"),
            List.of("upstream", "127.0.0.1:9000"),
            List.of("upstream_group", "app"));
    assertThat(tables.rows("SELECT title, occurrence_count FROM grouping.problems"))
        .containsExactly(List.of("nginx: 127.0.0.1:9000 refused connections (502)", 2L));
  }

  @Test
  void applicationsHaveOnlyTheirErrorStatuses() {
    one.group(
        TestEvents.incoming(12, exception("com.acme.Twelve").setHttpStatus(500)),
        TestEvents.incoming(12, exception("com.acme.Twelve").setHttpStatus(200)),
        TestEvents.incoming(12, exception("com.acme.Twelve").setHttpStatus(399)));

    assertThat(facets(12))
        .containsExactly(
            List.of("environment", "production"),
            List.of("http_status", "500"),
            List.of("release", "1.0.0"));
  }

  @Test
  void releasesAreKnownByTheFirstMomentInEachEnvironment() {
    Instant first = minute.minusSeconds(7);
    one.group(
        TestEvents.incoming(14, exception("A").setOccurredAt(TestEvents.timestamp(minute))),
        TestEvents.incoming(14, exception("B").setOccurredAt(TestEvents.timestamp(first))),
        TestEvents.incoming(14, exception("B").setEnvironment("staging").setRelease("")));
    two.group(
        TestEvents.incoming(14, exception("A").setEnvironment("staging")),
        TestEvents.incoming(
            14, exception("A").setOccurredAt(TestEvents.timestamp(first.plusSeconds(2)))));

    assertThat(
            tables.rows(
                "SELECT environment, release, first_seen = '"
                    + first
                    + "' FROM grouping.releases WHERE project_id = 14 ORDER BY 1"))
        .containsExactly(List.of("production", "1.0.0", true), List.of("staging", "1.0.0", false));
  }

  @Test
  void strangersCannotFillTheTableWithHosts() {
    List<IncomingEvent> events = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      events.clear();
      for (int i = 0; i < 150; i++) {
        Event.Builder event = refused("");
        event.getGatewayBuilder().setHost("host-" + round + "-" + i + ".example.com");
        events.add(TestEvents.incoming(13, event));
      }
      one.group(events);
    }

    assertThat(tables.number("SELECT count(*) FROM grouping.problem_facets WHERE kind = 'host'"))
        .isBetween(300L, 449L);
    assertThat(tables.number("SELECT occurrence_count FROM grouping.problems")).isEqualTo(600);
  }

  @Test
  void requestsAreCountedOncePerBatchWhateverIsSentAgain() {
    List<CompletableFuture<GroupEventsResponse>> answers = new ArrayList<>();
    for (int batch = 0; batch < 20; batch++) {
      for (int time = 0; time < 3; time++) {
        RunningGrouping instance = time == 1 ? two : one;
        // Each delivery is a message of its own; only the batch is the same.
        answers.add(
            instance.send(
                List.of(
                    incoming(
                        21,
                        counts(
                            "batch-" + batch,
                            count(minute, "/a", 10, 4),
                            count(minute, "/b", 5, 0),
                            count(minute.minusSeconds(60), "/a", 1, 1))))));
      }
    }
    long stored =
        answers.stream()
            .map(answer -> answer.orTimeout(30, TimeUnit.SECONDS).join().getResults(0))
            .filter(result -> !result.getDeduplicated())
            .count();

    assertThat(stored).isEqualTo(20);
    assertThat(
            tables.rows(
                "SELECT minute = '"
                    + minute
                    + "', route, host, upstream, gateway, proxy, environment, requests,"
                    + " server_errors, gateway_errors, duration_ms FROM grouping.gateway_minutes"
                    + " WHERE project_id = 21 ORDER BY minute, route"))
        .containsExactly(
            row(false, "/a", 20, 20, 0, 20_000),
            row(true, "/a", 200, 80, 40, 200_000),
            row(true, "/b", 100, 0, 0, 100_000));
    assertThat(
            tables.rows(
                "SELECT sum(requests)::bigint, sum(server_errors)::bigint"
                    + " FROM grouping.gateway_hours WHERE project_id = 21"))
        .containsExactly(List.of(320L, 100L));
  }

  private static List<Object> row(
      boolean isLast, String route, long requests, long errors, long byGateway, long millis) {
    return List.of(
        isLast,
        route,
        "shop.example.com",
        "127.0.0.1:9000",
        "edge-1",
        "nginx",
        "production",
        requests,
        errors,
        byGateway,
        millis);
  }

  @Test
  void alertIsToldOfRequestsWithoutTheirRoutes() {
    one.group(incoming(22, counts("a", count(minute, "/a", 10, 4), count(minute, "/b", 5, 1))));
    one.group(incoming(22, counts("a", count(minute, "/a", 10, 4))));

    await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> assertThat(deltas(22)).hasSize(1));
    assertThat(deltas(22))
        .containsExactly(
            RequestDelta.newBuilder()
                .setProjectId(22)
                .setEnvironment("production")
                .setMinuteEpochSeconds(minute.getEpochSecond())
                .setHost("shop.example.com")
                .setUpstream("127.0.0.1:9000")
                .setRequests(15)
                .setServerErrors(5)
                .build());
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> tables.number("SELECT count(*) FROM grouping.activity_outbox") == 0);
  }

  @Test
  void whatWaitedForAlertIsSentInMessagesThatItTakes() {
    alert.setAway(true);
    for (int message = 0; message < 70; message++) {
      GatewayCount.Builder[] counts = new GatewayCount.Builder[1000];
      for (int i = 0; i < counts.length; i++) {
        String name = "h".repeat(240) + message + "-" + i;
        counts[i] = count(minute, "/", 1, 0).setHost(name).setUpstream(name);
      }
      one.group(incoming(24, counts("large-" + message, counts)));
    }
    assertThat(tables.number("SELECT sum(octet_length(body)) FROM grouping.activity_outbox"))
        .as("more than one message may hold")
        .isGreaterThan(32 << 20);

    alert.setAway(false);

    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> tables.number("SELECT count(*) FROM grouping.activity_outbox") == 0);
    assertThat(deltas(24).stream().mapToLong(RequestDelta::getRequests).sum()).isEqualTo(70_000);
  }

  @Test
  void countsThatContradictThemselvesOrAreTooOldAreBroughtIntoBounds() {
    GatewayCount.Builder wild = count(minute.plusSeconds(30), "/" + "ü".repeat(900), 10, 99);
    wild.setMinuteEpochSeconds(minute.getEpochSecond() + 30).setClientErrors(-5);
    GatewayCount.Builder old = count(minute.minus(60, ChronoUnit.DAYS), "/old", 10, 0);

    List<GroupedEvent> results =
        one.group(
            incoming(23, counts("w", wild, old, count(minute, "/none", 0, 0))),
            incoming(23, counts("o", old)));

    assertThat(results.get(0).getRejection()).isEmpty();
    assertThat(results.get(1).getRejection()).contains("nothing in it");
    assertThat(
            tables.rows(
                "SELECT minute = '"
                    + minute
                    + "', octet_length(route), requests, client_errors, server_errors,"
                    + " gateway_errors FROM grouping.gateway_minutes WHERE project_id = 23"))
        .containsExactly(List.of(true, 499, 10L, 0L, 10L, 10L));
  }

  @Test
  void eventsOfOneRequestHaveALinkInCommon() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    one.group(
        TestEvents.incoming(31, refused("ABCDEF-1234").setTraceId(trace)),
        TestEvents.incoming(31, exception("A").setRequest(request("x-request-id", "abcdef-1234"))),
        TestEvents.incoming(
            31, exception("B").setHttpStatus(500).putTags("request_id", "abcdef-1234")),
        TestEvents.incoming(
            31,
            exception("C").setTraceId(trace).setRequest(request("X-Correlation-ID", "other-id"))));

    assertThat(
            tables.rows(
                "SELECT DISTINCT p.title FROM grouping.event_links l"
                    + " JOIN grouping.event_links o USING (project_id, link)"
                    + " JOIN grouping.events e ON e.id = o.event_id"
                    + " JOIN grouping.problems p ON p.id = e.problem_id"
                    + " JOIN grouping.events g ON g.id = l.event_id"
                    + " JOIN grouping.problems gp ON gp.id = g.problem_id"
                    + " WHERE gp.title LIKE 'nginx%' AND o.event_id <> l.event_id"
                    + " ORDER BY 1"))
        .containsExactly(List.of("A"), List.of("B"), List.of("C"));
    assertThat(tables.number("SELECT count(*) FROM grouping.event_links")).isEqualTo(6);
  }

  @Test
  void linksAreWrittenOnceAndOnlyForEventsOfRequests() {
    IncomingEvent event =
        TestEvents.incoming(
            32, UUID.randomUUID(), exception("A").setRequest(request("X-Request-Id", "id-of-it")));
    one.group(event, event);
    two.group(event);
    one.group(
        TestEvents.incoming(32, exception("B").setTraceId("4bf92f3577b34da6a3ce929d0e0e4736")),
        TestEvents.incoming(32, exception("C").setRequest(request("X-Request-Id", "-"))),
        TestEvents.incoming(32, exception("D").setHttpStatus(500).setTraceId("0".repeat(32))));

    assertThat(tables.number("SELECT count(*) FROM grouping.event_links")).isEqualTo(1);
  }

  @Test
  void inAFloodAllLinksOfGatewaysAreKeptAndThoseOfApplicationsGoWithTheirPayload() {
    List<IncomingEvent> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      events.add(TestEvents.incoming(33, refused("request-" + i)));
      events.add(
          TestEvents.incoming(
              33, exception("Flood").setRequest(request("X-Request-Id", "request-" + i))));
    }
    one.group(events);

    assertThat(linksOf("nginx%")).isEqualTo(100);
    assertThat(linksOf("Flood"))
        .isEqualTo(
            tables.number(
                "SELECT count(*) FROM grouping.payloads a JOIN grouping.events e"
                    + " ON e.id = a.event_id JOIN grouping.problems p ON p.id = e.problem_id"
                    + " WHERE p.title = 'Flood'"))
        .isBetween(3L, 50L);
  }

  @Test
  void linksGoWithTheirProblem() {
    one.group(TestEvents.incoming(34, refused("request-1")));
    long id = tables.number("SELECT id FROM grouping.problems");

    one.problems().deleteProblems(DeleteProblemsRequest.newBuilder().addProblemIds(id).build());

    assertThat(tables.number("SELECT count(*) FROM grouping.event_links")).isZero();
  }

  private static List<List<Object>> facets(long project) {
    return tables.rows(
        "SELECT f.kind, f.value FROM grouping.problem_facets f JOIN grouping.problems p"
            + " ON p.id = f.problem_id WHERE p.project_id = "
            + project
            + " ORDER BY 1, 2");
  }

  private static long linksOf(String title) {
    return tables.number(
        "SELECT count(*) FROM grouping.event_links l JOIN grouping.events e ON e.id = l.event_id"
            + " JOIN grouping.problems p ON p.id = e.problem_id WHERE p.title LIKE '"
            + title
            + "'");
  }

  private static List<RequestDelta> deltas(long project) {
    return alert.activities().stream()
        .flatMap(activity -> activity.getRequestsList().stream())
        .filter(delta -> delta.getProjectId() == project)
        .toList();
  }
}

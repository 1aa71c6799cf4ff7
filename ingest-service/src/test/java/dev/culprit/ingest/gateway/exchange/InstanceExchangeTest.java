package dev.culprit.ingest.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culprit.ingest.gateway.NginxLines;
import dev.culprit.ingest.gateway.SyslogSender;
import dev.culprit.ingest.testing.FakeGrouping;
import dev.culprit.ingest.testing.ReceivedEvent;
import dev.culprit.ingest.testing.TestIngest;
import dev.culprit.proto.ingest.v1.CauseConfidence;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.micrometer.core.instrument.Gauge;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two ingest services on one database: halves that came to different ones become one event. */
@ExtendWith(PostgresExtension.class)
class InstanceExchangeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @TempDir static Path data;
  private static FakeGrouping grouping;
  private static TestIngest one;
  private static TestIngest two;

  @BeforeAll
  static void start(TestDatabase database) {
    grouping = new FakeGrouping(TestIngest.TOKEN).start();
    Map<String, String> settings = Map.of("CULPRIT_INGEST_GATEWAY_JOIN_WINDOW", "200ms");
    one = TestIngest.start(database, data.resolve("one"), grouping, settings);
    two = TestIngest.start(database, data.resolve("two"), grouping, settings);
    awaitEachOther();
  }

  /**
   * Pairs of halves are sent until one is joined, by whichever instance: the one that posted it and
   * the one that found it have seen each other.
   */
  private static void awaitEachOther() {
    int[] connection = {1};
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              send(new NginxLines(connection[0]++, "/warm-up"));
              return exchanged(one) + exchanged(two) > 0;
            });
  }

  @BeforeEach
  void forget() {
    awaitQuiet();
    grouping.forget();
  }

  @AfterAll
  static void stop() {
    one.close();
    two.close();
    grouping.close();
  }

  @Test
  void halvesOfOneRequestAtTwoInstancesAreOneCertainEvent() {
    for (int i = 0; i < 40; i++) {
      send(new NginxLines(1_000 + i, "/orders/" + i));
    }

    await().atMost(PATIENCE).until(() -> events().size() >= 40);
    awaitQuiet();
    assertThat(events()).hasSize(40);
    assertThat(events())
        .allMatch(
            event -> event.getGateway().getConfidence() == CauseConfidence.CAUSE_CONFIDENCE_CERTAIN)
        .allMatch(event -> event.getGateway().getRawLinesCount() == 2);
  }

  @Test
  void aHalfThatNobodyCompletesGoesOnAlone() {
    syslog(one).udp(NginxLines.syslog(new NginxLines(2_000, "/alone").error()));

    await().atMost(PATIENCE).until(() -> events().size() == 1);
    awaitQuiet();
    assertThat(events()).hasSize(1);
    assertThat(events().get(0).getGateway().getConfidence())
        .isEqualTo(CauseConfidence.CAUSE_CONFIDENCE_NAMED);
  }

  @Test
  void theOnesThatPostTheirHalvesAreAnsweredWhenTheEventIsKept() {
    NginxLines lines = new NginxLines(3_000, "/posted");

    CompletableFuture<HttpResponse<String>> answer = postLater(one, lines.error());
    CompletableFuture<HttpResponse<String>> other = postLater(two, lines.access());

    assertThat(answer.join().statusCode()).isEqualTo(200);
    assertThat(other.join().statusCode()).isEqualTo(200);
    assertThat(events()).hasSize(1);
  }

  @Test
  void linesInTheDatabaseCanBeReadByNobody(TestDatabase database) throws Exception {
    String secret = "a-very-secret-path";
    syslog(one).udp(NginxLines.syslog(new NginxLines(4_000, "/" + secret).error()));

    byte[][] seen = new byte[1][];
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              seen[0] = anySealed(database);
              return seen[0] != null;
            });
    assertThat(new String(seen[0], java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(secret)
        .doesNotContain("nginx");
  }

  private static byte[] anySealed(TestDatabase database) throws Exception {
    try (var connection = DriverManager.getConnection(database.jdbcUrl());
        ResultSet rows =
            connection.createStatement().executeQuery("SELECT sealed FROM ingest.gateway_halves")) {
      return rows.next() ? rows.getBytes(1) : null;
    }
  }

  /** The halves alternate between the instances. */
  private static void send(NginxLines lines) {
    boolean isEven = lines.connection() % 2 == 0;
    syslog(isEven ? one : two).udp(NginxLines.syslog(lines.error()));
    syslog(isEven ? two : one).udp(NginxLines.syslog(lines.access()));
  }

  private static SyslogSender syslog(TestIngest ingest) {
    return new SyslogSender(ingest.service().syslogPort());
  }

  private static CompletableFuture<HttpResponse<String>> postLater(TestIngest to, String body) {
    return CompletableFuture.supplyAsync(
        () ->
            to.send(
                HttpRequest.newBuilder(to.url("/ingest/v1/gateway-logs"))
                    .header("Authorization", "Bearer " + TestIngest.KEY)
                    .POST(BodyPublishers.ofString(body))));
  }

  private static double exchanged(TestIngest ingest) {
    Gauge gauge = ingest.metrics().find("culprit.ingest.gateway.join.exchanged").gauge();
    return gauge == null ? 0 : gauge.value();
  }

  /** Nothing comes for longer than a half may be away. */
  private static void awaitQuiet() {
    int[] last = {-1};
    long[] since = {System.nanoTime()};
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              int now = events().size();
              if (now != last[0]) {
                last[0] = now;
                since[0] = System.nanoTime();
              }
              return System.nanoTime() - since[0] > Duration.ofMillis(2_800).toNanos();
            });
  }

  private static List<Event> events() {
    return grouping.events().stream()
        .filter(ReceivedEvent::hasEvent)
        .map(ReceivedEvent::getEvent)
        .toList();
  }
}

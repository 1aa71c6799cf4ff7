package dev.culprit.ingest.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culprit.ingest.testing.FakeGrouping;
import dev.culprit.ingest.testing.ReceivedEvent;
import dev.culprit.ingest.testing.TestIngest;
import dev.culprit.proto.ingest.v1.Cause;
import dev.culprit.proto.ingest.v1.CauseConfidence;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.GatewayCount;
import dev.culprit.proto.ingest.v1.Level;
import dev.culprit.proto.ingest.v1.Proxy;
import dev.culprit.proto.ingest.v1.Wire;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Lines of gateways' logs over UDP, TCP and HTTP, at a real ingest service. */
@ExtendWith(PostgresExtension.class)
class GatewayIntakeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final AtomicInteger CONNECTIONS = new AtomicInteger(100);

  @TempDir static Path data;
  private static FakeGrouping grouping;
  private static TestIngest ingest;
  private static SyslogSender sender;

  @BeforeAll
  static void start(TestDatabase database) {
    grouping = new FakeGrouping(TestIngest.TOKEN).start();
    ingest =
        TestIngest.start(
            database, data, grouping, Map.of("CULPRIT_INGEST_GATEWAY_JOIN_WINDOW", "400ms"));
    sender = new SyslogSender(ingest.service().syslogPort());
  }

  /** Halves of an earlier test must not become events of this one. */
  @BeforeEach
  void forget() {
    await()
        .during(Duration.ofMillis(300))
        .atMost(PATIENCE)
        .until(
            () -> ingest.metrics().get("culprit.ingest.gateway.join.waiting").gauge().value() == 0);
    grouping.forget();
  }

  @AfterAll
  static void stop() {
    ingest.close();
    grouping.close();
  }

  @Test
  void joinsBothHalvesOverUdpAndNamesTheCauseForCertain() {
    NginxLines lines = request("/orders/1042/items?token=s3cr3t-value");

    sender.udp(NginxLines.syslog(lines.error()), NginxLines.syslog(lines.access()));

    Event event = onlyEvent();
    assertThat(event.getWire()).isEqualTo(Wire.WIRE_GATEWAY);
    assertThat(event.getMessage().getFormatted())
        .isEqualTo("nginx: 127.0.0.1:9000 refused connections (502)");
    assertThat(event.getFingerprintList())
        .containsExactly("gateway", "nginx", "127.0.0.1:9000", "upstream_refused");
    assertThat(event.getLevel()).isEqualTo(Level.LEVEL_ERROR);
    assertThat(event.getHttpStatus()).isEqualTo(502);
    assertThat(event.getTransaction()).isEqualTo("GET /orders/{id}/items");
    assertThat(event.getServerName()).isEqualTo("vm");
    assertThat(event.getGateway().getProxy()).isEqualTo(Proxy.PROXY_NGINX);
    assertThat(event.getGateway().getConfidence())
        .isEqualTo(CauseConfidence.CAUSE_CONFIDENCE_CERTAIN);
    assertThat(event.getGateway().getRawLinesCount()).isEqualTo(2);
    assertThat(event.toString()).doesNotContain("s3cr3t-value").contains("[scrubbed]");
  }

  @Test
  void joinsWhicheverHalfComesFirst() {
    NginxLines lines = request("/a");

    sender.udp(NginxLines.syslog(lines.access()), NginxLines.syslog(lines.error()));

    assertThat(onlyEvent().getGateway().getConfidence())
        .isEqualTo(CauseConfidence.CAUSE_CONFIDENCE_CERTAIN);
  }

  @Test
  void eachHalfAloneIsAnEventOfLowerConfidenceWithAHint() {
    sender.udp(NginxLines.syslog(request("/only-error").error()));
    sender.udp(NginxLines.syslog(request("/only-access").access()));

    await().atMost(PATIENCE).until(() -> events().size() == 2);
    for (Event event : events()) {
      assertThat(event.getGateway().getCause()).isEqualTo(Cause.CAUSE_UPSTREAM_REFUSED);
      assertThat(event.getGateway().getConfidence())
          .isNotEqualTo(CauseConfidence.CAUSE_CONFIDENCE_CERTAIN);
      assertThat(event.getGateway().getHint()).isNotEmpty();
    }
  }

  @Test
  void readsBothFramingsOfTcpEvenInOneStream() {
    NginxLines one = request("/counted");
    NginxLines two = request("/by-newline");

    sender.tcp(
        SyslogSender.counted(NginxLines.syslog(one.error()))
            + NginxLines.syslog(two.error())
            + "\n"
            + SyslogSender.counted(NginxLines.syslog(one.access()))
            + NginxLines.syslog(two.access())
            + "\n");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(events())
                    .extracting(Event::getTransaction)
                    .containsExactlyInAnyOrder("GET /counted", "GET /by-newline"));
    assertThat(events())
        .allMatch(
            event ->
                event.getGateway().getConfidence() == CauseConfidence.CAUSE_CONFIDENCE_CERTAIN);
  }

  @Test
  void halvesThatComeByDifferentTransportsFindEachOther() {
    NginxLines lines = request("/mixed");
    String enveloped = new JsonObject().put("message", lines.access()).put("host", "vm").encode();

    sender.udp(NginxLines.syslog(lines.error()));
    assertThat(post(enveloped).statusCode()).isEqualTo(200);

    assertThat(onlyEvent().getGateway().getConfidence())
        .isEqualTo(CauseConfidence.CAUSE_CONFIDENCE_CERTAIN);
  }

  @Test
  void countsRequestsByTheMinuteHealthyOrNot() {
    for (int i = 0; i < 20; i++) {
      sender.udp(NginxLines.syslog(request("/items/" + i).healthy()));
    }
    sender.udp(NginxLines.syslog(request("/items/77").access()));
    sender.udp(NginxLines.syslog(request("/items/78").answeredByTheApplication(500)));

    await().atMost(PATIENCE).until(() -> requestsCounted() == 22);
    List<GatewayCount> counts = counts();
    assertThat(counts).allMatch(count -> count.getRoute().equals("/items/{id}"));
    assertThat(counts).allMatch(count -> count.getUpstream().equals("127.0.0.1:9000"));
    assertThat(counts.stream().mapToLong(GatewayCount::getServerErrors).sum()).isEqualTo(2);
    assertThat(counts.stream().mapToLong(GatewayCount::getGatewayErrors).sum()).isEqualTo(1);
  }

  @Test
  void anErrorOfTheApplicationIsItsOwn() {
    sender.udp(NginxLines.syslog(request("/report").answeredByTheApplication(503)));

    Event event = onlyEvent();
    assertThat(event.getGateway().getCause()).isEqualTo(Cause.CAUSE_APP_ERROR);
    assertThat(event.getFingerprintList()).endsWith("app_error");
    assertThat(event.getMessage().getFormatted()).startsWith("nginx: ").contains("503");
  }

  @Test
  void theSameBodySentAgainChangesNothing() {
    NginxLines failed = request("/twice");
    String body =
        String.join(
            "\n", failed.error(), failed.access(), request("/twice").healthy(), "not a log line");

    HttpResponse<String> first = post(body);
    HttpResponse<String> second = post(body);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(second.statusCode()).isEqualTo(200);
    JsonObject told = new JsonObject(first.body());
    assertThat(told.getInteger("lines")).isEqualTo(4);
    assertThat(told.getInteger("ignored")).isEqualTo(1);
    assertThat(events()).hasSize(1);
    assertThat(requestsCounted()).isEqualTo(2);
  }

  @Test
  void theAnswerComesWhenAllIsKept() {
    NginxLines alone = request("/kept");

    HttpResponse<String> answer = post(alone.error());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(events()).hasSize(1);
  }

  @Test
  void readsArraysGzipAndShippersObjects() throws IOException {
    NginxLines one = request("/one");
    NginxLines two = request("/two");
    String array =
        new JsonArray()
            .add(one.error())
            .add(new JsonObject(one.access()))
            .add(new JsonObject().put("log", two.error()).put("hostname", "edge"))
            .add(new JsonObject().put("log", two.access()).put("hostname", "edge"))
            .encode();

    HttpResponse<String> answer =
        ingest.send(
            logs("")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip(array))));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(events()).hasSize(2);
    assertThat(events())
        .allMatch(
            event -> event.getGateway().getConfidence() == CauseConfidence.CAUSE_CONFIDENCE_CERTAIN)
        .anyMatch(event -> event.getServerName().equals("edge"));
  }

  @Test
  void environmentOfABodyIsThatOfItsEventsAndCounts() {
    assertThat(
            ingest
                .send(
                    logs("?environment=staging")
                        .POST(BodyPublishers.ofString(request("/staged").access())))
                .statusCode())
        .isEqualTo(200);

    assertThat(onlyEvent().getEnvironment()).isEqualTo("staging");
    assertThat(grouping.events())
        .filteredOn(received -> received.getSupplement().hasGatewayCounts())
        .allMatch(
            received ->
                received.getSupplement().getGatewayCounts().getEnvironment().equals("staging"));
  }

  @Test
  void refusesBodiesWithoutAKeyOfTooManyBytesAndOfUnknownCoding() {
    double before = refused("too_large");
    HttpRequest.Builder withoutKey =
        HttpRequest.newBuilder(ingest.url("/ingest/v1/gateway-logs"))
            .POST(BodyPublishers.ofString("x"));

    assertThat(ingest.send(withoutKey).statusCode()).isEqualTo(401);
    assertThat(
            ingest.send(logs("").header("Content-Encoding", "lzma").POST(text("x"))).statusCode())
        .isEqualTo(415);
    assertThat(ingest.send(logs("").POST(text("x".repeat(5 << 20)))).statusCode()).isEqualTo(413);
    assertThat(refused("too_large")).isEqualTo(before + 1);
  }

  @Test
  void linesOfNobodyAreRefusedAndCounted() {
    double before = refused("unknown_key");
    String unknown =
        NginxLines.syslog(request("/x").access()).replace(TestIngest.KEY, "f".repeat(32));

    sender.udp(unknown, "<187>Nov 22 05:16:05 vm nginx: " + request("/x").access());

    await().atMost(PATIENCE).until(() -> refused("unknown_key") == before + 2);
    assertThat(grouping.events()).isEmpty();
  }

  // Bad input

  @Test
  void aDatagramCutInTheMiddleOfTheUriStillNamesTheCause() {
    String path = "/long/" + "x".repeat(3_000);
    String cut = NginxLines.syslog(request(path).error()).substring(0, 2_048);

    sender.udp(cut);

    Event event = onlyEvent();
    assertThat(event.getGateway().getCause()).isEqualTo(Cause.CAUSE_UPSTREAM_REFUSED);
    assertThat(event.getGateway().getUpstream()).isEmpty();
  }

  @Test
  void anEmptyHostNameLeavesTwoSpaces() {
    NginxLines lines = request("/no-host");

    sender.udp(
        NginxLines.syslog(lines.error()).replace(" vm ", "  "),
        NginxLines.syslog(lines.access()).replace(" vm ", "  "));

    assertThat(onlyEvent().getGateway().getRawLinesCount()).isEqualTo(2);
  }

  @Test
  void realNewlinesAndThoseOfRelaysMakeTheSamePhpError() {
    String php =
        "2026/11/22 05:16:30 [error] 1#1: *%d FastCGI sent in stderr: \"PHP message: PHP Fatal error:  Uncaught Exception: no stock in /srv/shop/die.php:1\nStack trace:\n#0 {main}\n  thrown in /srv/shop/die.php on line 1\" while reading response header from upstream, client: 192.0.2.7, server: shop.test, request: \"GET /die HTTP/1.1\", upstream: \"fastcgi://unix:/srv/fpm.sock:\", host: \"shop.test\"";
    String one = NginxLines.syslog(php.formatted(CONNECTIONS.incrementAndGet()));
    String two = NginxLines.syslog(php.formatted(CONNECTIONS.incrementAndGet()));

    sender.udp(one, two.replace("\n", "#012"));

    await().atMost(PATIENCE).until(() -> thrown().size() == 2);
    assertThat(thrown())
        .allMatch(event -> event.getExceptions(0).getType().equals("Exception"))
        .allMatch(event -> event.getExceptions(0).getValue().equals("no stock"))
        .allMatch(event -> event.getPlatform().equals("php"));
  }

  @Test
  void aStatusThatIsNoneDoesNotSpoilTheRecord() {
    String odd = request("/odd").access().replace("\"status\":502", "\"status\":009");

    sender.udp(NginxLines.syslog(odd));

    Event event = onlyEvent();
    assertThat(event.getGateway().getCause()).isEqualTo(Cause.CAUSE_UPSTREAM_MALFORMED_RESPONSE);
    assertThat(event.getHttpStatus()).isZero();
  }

  @Test
  void garbageAndLinesOfOtherProgramsMakeNothing() {
    Random random = new Random(7);
    byte[] key = ("<134>Nov 22 05:13:54 vm " + TestIngest.KEY + ": ").getBytes(UTF_8);
    for (int i = 0; i < 200; i++) {
      byte[] garbage = new byte[random.nextInt(3_000)];
      random.nextBytes(garbage);
      sender.udp(garbage);
      sender.udp(concat(key, garbage));
    }
    sender.udp(
        NginxLines.syslog("Accepted publickey for root from 192.0.2.9 port 51234 ssh2"),
        NginxLines.syslog(request("/after").access()));

    Event event = onlyEvent();
    assertThat(event.getTransaction()).isEqualTo("GET /after");
  }

  @Test
  void aFrameThatNeverEndsIsCutAndTheNextIsRead() {
    NginxLines lines = request("/next");

    sender.tcp(
        "200000 "
            + "x".repeat(200_000)
            + SyslogSender.counted(NginxLines.syslog(lines.error()))
            + "<134>"
            + "y".repeat(200_000)
            + "\n"
            + SyslogSender.counted(NginxLines.syslog(lines.access())));

    assertThat(onlyEvent().getGateway().getRawLinesCount()).isEqualTo(2);
  }

  @Test
  void oneBrokenLineOfABodySpoilsOnlyItself() {
    NginxLines lines = request("/fine");

    HttpResponse<String> answer =
        post(lines.error() + "\n{\"broken\":\n\u0000\u0001\n" + lines.access() + "\n{]\n");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(onlyEvent().getGateway().getRawLinesCount()).isEqualTo(2);
  }

  private static NginxLines request(String path) {
    return new NginxLines(CONNECTIONS.incrementAndGet(), path);
  }

  private static HttpResponse<String> post(String body) {
    return ingest.send(logs("").POST(text(body)));
  }

  private static HttpRequest.BodyPublisher text(String body) {
    return BodyPublishers.ofString(body);
  }

  private static HttpRequest.Builder logs(String query) {
    return HttpRequest.newBuilder(ingest.url("/ingest/v1/gateway-logs" + query))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + TestIngest.KEY);
  }

  private static List<Event> events() {
    return grouping.events().stream()
        .filter(ReceivedEvent::hasEvent)
        .map(ReceivedEvent::getEvent)
        .toList();
  }

  private static List<Event> thrown() {
    return events().stream().filter(event -> event.getExceptionsCount() > 0).toList();
  }

  /** The one event that comes, and none besides within twice the join's window. */
  private static Event onlyEvent() {
    await().atMost(PATIENCE).until(() -> !events().isEmpty());
    await()
        .during(Duration.ofMillis(800))
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(events()).hasSize(1));
    return events().get(0);
  }

  private static List<GatewayCount> counts() {
    return grouping.events().stream()
        .flatMap(received -> received.getSupplement().getGatewayCounts().getCountsList().stream())
        .toList();
  }

  private static long requestsCounted() {
    return counts().stream().mapToLong(GatewayCount::getRequests).sum();
  }

  private static double refused(String code) {
    var counter = ingest.metrics().find("culprit.ingest.refused").tag("code", code).counter();
    return counter == null ? 0 : counter.count();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] concat(byte[] one, byte[] two) {
    byte[] both = java.util.Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    return both;
  }
}

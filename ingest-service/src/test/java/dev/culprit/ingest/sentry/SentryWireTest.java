package dev.culprit.ingest.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.culprit.ingest.testing.FakeGrouping;
import dev.culprit.ingest.testing.ReceivedEvent;
import dev.culprit.ingest.testing.TestIngest;
import dev.culprit.proto.ingest.v1.CreateProjectRequest;
import dev.culprit.proto.ingest.v1.CreateProjectResponse;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ProjectSettings;
import dev.culprit.proto.ingest.v1.Supplement;
import dev.culprit.proto.ingest.v1.UpdateProjectRequest;
import dev.culprit.proto.ingest.v1.Wire;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire as SDKs see it, over real HTTP. */
@ExtendWith(PostgresExtension.class)
class SentryWireTest {
  private static final String ID = "9ec79c33ec9942ab8353589fcb2e04dc";
  private static final String EVENT =
      "{\"event_id\":\"" + ID + "\",\"exception\":{\"values\":[{\"type\":\"E\",\"value\":\"m\"}]}}";

  @TempDir static Path data;
  private static FakeGrouping grouping;
  private static TestIngest ingest;
  private static long project;
  private static String key;

  @BeforeAll
  static void start(TestDatabase database) {
    grouping = new FakeGrouping(TestIngest.TOKEN).start();
    ingest = TestIngest.start(database, data, grouping, Map.of());
    CreateProjectResponse created =
        ingest.projects().createProject(CreateProjectRequest.newBuilder().setName("Shop").build());
    project = created.getProject().getId();
    key = created.getKeySecret();
  }

  @AfterAll
  static void stop() {
    ingest.close();
    grouping.close();
  }

  @BeforeEach
  void forget() {
    grouping.forget();
  }

  private static String path(String end) {
    return "/api/" + project + "/" + end;
  }

  private static String envelope(String... items) {
    return "{\"event_id\":\"" + ID + "\"}\n" + String.join("\n", items) + "\n";
  }

  private static String event(String json) {
    return "{\"type\":\"event\"}\n" + json;
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(ingest.url(path)).timeout(Duration.ofSeconds(30));
  }

  private static HttpResponse<String> post(String path, String body, String... headers) {
    return post(path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  private static HttpResponse<String> post(String path, byte[] body, String... headers) {
    HttpRequest.Builder request = request(path).POST(BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return ingest.send(request);
  }

  private static String keyed(String path) {
    return path + "?sentry_version=7&sentry_key=" + key;
  }

  private static List<Event> events() {
    return grouping.events().stream()
        .filter(ReceivedEvent::hasEvent)
        .map(ReceivedEvent::getEvent)
        .toList();
  }

  private static List<Supplement> supplements() {
    return grouping.events().stream()
        .filter(received -> !received.hasEvent())
        .map(ReceivedEvent::getSupplement)
        .toList();
  }

  @Test
  void keepsTheEventOfAnEnvelopeWithItsFilesAndAnswersItsId() {
    HttpResponse<String> answer =
        post(
            keyed(path("envelope/")),
            envelope(
                event(EVENT),
                "{\"type\":\"attachment\",\"length\":3,\"filename\":\"a.txt\",\"content_type\":\"text/plain\"}",
                "abc",
                "{\"type\":\"something_new\"}",
                "{}"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(answer.body()).getString("id")).isEqualTo(ID);
    assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
    assertThat(answer.headers().firstValue("access-control-expose-headers").orElse(""))
        .contains("X-Sentry-Rate-Limits");
    Event kept = events().get(0);
    assertThat(kept.getWire()).isEqualTo(Wire.WIRE_SENTRY);
    assertThat(kept.getClientEventId()).isEqualTo(ID);
    assertThat(kept.getExceptions(0).getType()).isEqualTo("E");
    assertThat(kept.getAttachments(0).getName()).isEqualTo("a.txt");
    assertThat(kept.getAttachments(0).getData().toStringUtf8()).isEqualTo("abc");
    assertThat(supplements()).isEmpty();
  }

  @Test
  void theSameEventTwiceIsOneEvent() {
    for (int i = 0; i < 2; i++) {
      assertThat(post(keyed(path("envelope/")), envelope(event(EVENT))).statusCode())
          .isEqualTo(200);
    }
    assertThat(events()).hasSize(1);
  }

  @Test
  void everyWayToGiveTheKeyIsTaken() {
    String auth =
        "Sentry sentry_version=7,sentry_client=x/1,sentry_key=" + key + ",sentry_secret=s";
    String basic = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
    String plain = path("envelope");

    assertThat(post(plain, envelope(event(EVENT)), "X-Sentry-Auth", auth).statusCode())
        .isEqualTo(200);
    assertThat(
            post(plain, envelope(event(EVENT)), "Authorization", auth.replace(",", ", "))
                .statusCode())
        .isEqualTo(200);
    assertThat(post(plain, envelope(event(EVENT)), "Authorization", "Basic " + basic).statusCode())
        .isEqualTo(200);
    assertThat(post(keyed(plain), envelope(event(EVENT)), "X-Sentry-Auth", auth).statusCode())
        .isEqualTo(200);
    String dsn = "http://" + key + "@errors.example/" + project;
    assertThat(post(plain, "{\"dsn\":\"" + dsn + "\"}\n" + event(EVENT)).statusCode())
        .isEqualTo(200);
    assertThat(events()).hasSize(1);
  }

  @Test
  void tunnelsByTheAddressInTheEnvelope() {
    String dsn = "https://" + key + "@errors.example/prefix/" + project;

    HttpResponse<String> answer =
        post("/monitoring/tunnel", "{\"dsn\":\"" + dsn + "\"}\n" + event(EVENT) + "\n");
    HttpResponse<String> other = post("/monitoring/tunnel", "no envelope");
    HttpResponse<String> without = post("/monitoring/tunnel", envelope(event(EVENT)));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(events()).hasSize(1);
    assertThat(other.statusCode()).isEqualTo(404);
    assertThat(without.statusCode()).isEqualTo(404);
  }

  @Test
  void wrongKeysAreForbiddenAndMissingOnesUnauthorised() {
    String other = "f".repeat(32);
    HttpResponse<String> unknown =
        post(path("envelope/") + "?sentry_key=" + other, envelope(event(EVENT)));
    HttpResponse<String> missing = post(path("envelope/"), envelope(event(EVENT)));
    HttpResponse<String> foreign = post(keyed("/api/999/envelope/"), envelope(event(EVENT)));

    assertThat(unknown.statusCode()).isEqualTo(403);
    assertThat(missing.statusCode()).isEqualTo(401);
    assertThat(foreign.statusCode()).isEqualTo(403);
    JsonObject body = new JsonObject(foreign.body());
    assertThat(body.getString("detail")).contains("project");
    assertThat(body.getJsonArray("causes")).isEqualTo(new JsonArray().add("unknown_key"));
    assertThat(grouping.events()).isEmpty();
  }

  @Test
  void takesTheStoreEndpointInAllItsCodings() throws IOException {
    byte[] json = EVENT.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(zlib)) {
      out.write(json);
    }
    for (byte[] body :
        List.of(
            json,
            Base64.getEncoder().encode(json),
            Base64.getEncoder().encode(zlib.toByteArray()))) {
      grouping.forget();
      HttpResponse<String> answer =
          post(
              "/api/store/",
              body,
              "X-Sentry-Auth",
              "Sentry sentry_version=4, sentry_key=" + key,
              "Content-Type",
              "application/octet-stream");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(new JsonObject(answer.body()).getString("id")).isEqualTo(ID);
      assertThat(events()).hasSize(1);
    }
    HttpResponse<String> picture =
        ingest.send(
            request(
                    keyed(path("store/"))
                        + "&sentry_data="
                        + URLEncoder.encode(
                            Base64.getEncoder().encodeToString(json), StandardCharsets.UTF_8))
                .GET());
    assertThat(picture.statusCode()).isEqualTo(200);
    assertThat(picture.headers().firstValue("content-type")).contains("image/gif");
  }

  @Test
  void undoesEveryContentCoding() throws IOException {
    byte[] body = envelope(event(EVENT)).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(body);
    }
    String path = keyed(path("envelope/"));
    assertThat(post(path, body, "Content-Encoding", "").statusCode()).isEqualTo(200);
    assertThat(post(path, gzip.toByteArray(), "Content-Encoding", "gzip").statusCode())
        .isEqualTo(200);
    assertThat(post(path, Zstd.compress(body), "Content-Encoding", "zstd").statusCode())
        .isEqualTo(200);
    assertThat(
            post(path, Zstd.compress(gzip.toByteArray()), "Content-Encoding", "gzip, zstd")
                .statusCode())
        .isEqualTo(200);
    assertThat(post(path, body, "Content-Encoding", "br").statusCode()).isEqualTo(400);
    assertThat(post(path, body, "Content-Encoding", "lzma").statusCode()).isEqualTo(415);
    assertThat(post(path, body, "Content-Encoding", "gzip,gzip,gzip,gzip").statusCode())
        .isEqualTo(415);
    assertThat(events()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void aBombIsRefusedBeforeItIsLarge(String coding) throws IOException {
    byte[] zeros = new byte[100 << 20];
    byte[] bomb;
    if (coding.equals("zstd")) {
      bomb = Zstd.compress(zeros);
    } else {
      ByteArrayOutputStream gzip = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
        out.write(zeros);
      }
      bomb = gzip.toByteArray();
    }

    HttpResponse<String> answer = post(keyed(path("envelope/")), bomb, "Content-Encoding", coding);

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(post(keyed(path("envelope/")), envelope(event(EVENT))).statusCode()).isEqualTo(200);
  }

  @Test
  void whatComesBesideEventsIsKept() {
    HttpResponse<String> answer =
        post(
            keyed(path("envelope/")),
            "{}\n"
                + "{\"type\":\"session\"}\n"
                + "{\"sid\":\"s-1\",\"init\":true,\"status\":\"crashed\",\"errors\":1,\"seq\":2,\"started\":\""
                + Instant.now()
                + "\",\"attrs\":{\"release\":\"1.0\",\"environment\":\"prod\"}}\n"
                + "{\"type\":\"client_report\"}\n"
                + "{\"discarded_events\":[{\"reason\":\"queue_overflow\",\"category\":\"error\",\"quantity\":7},{\"quantity\":\"x\"}]}\n"
                + "{\"type\":\"check_in\"}\n"
                + "{\"check_in_id\":\"83a7c03ed0a04e1b97e2e3b18d38f244\",\"monitor_slug\":\"nightly\",\"status\":\"ok\",\"duration\":1.5}\n"
                + "{\"type\":\"user_report\"}\n"
                + "{\"event_id\":\""
                + ID
                + "\",\"name\":\"Jo\",\"email\":\"jo@example.test\",\"comments\":\"it broke\"}\n");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(supplements())
        .extracting(Supplement::getKindCase)
        .containsExactlyInAnyOrder(
            Supplement.KindCase.SESSION,
            Supplement.KindCase.LOST_EVENTS,
            Supplement.KindCase.CHECK_IN,
            Supplement.KindCase.FEEDBACK);
    Supplement losses = of(Supplement.KindCase.LOST_EVENTS);
    assertThat(losses.getLostEvents().getQuantity()).isEqualTo(7);
    assertThat(of(Supplement.KindCase.CHECK_IN).getCheckIn().getDurationMs()).isEqualTo(1_500);
    assertThat(of(Supplement.KindCase.FEEDBACK).getFeedback().getClientEventId()).isEqualTo(ID);
    assertThat(of(Supplement.KindCase.SESSION).getSession().getRelease()).isEqualTo("1.0");
  }

  private static Supplement of(Supplement.KindCase kind) {
    return supplements().stream()
        .filter(one -> one.getKindCase() == kind)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFileWithoutItsEventIsKeptForIt() {
    HttpResponse<String> answer =
        post(
            keyed(path("envelope/")),
            envelope("{\"type\":\"attachment\",\"length\":3,\"filename\":\"late.txt\"}", "abc"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(of(Supplement.KindCase.ATTACHMENT).getAttachment().getClientEventId()).isEqualTo(ID);
  }

  @Test
  void aRunReportsItselfByItsAddress() {
    HttpResponse<String> answer =
        ingest.send(request(path("cron/nightly/" + key + "/") + "?status=error&duration=2").GET());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(of(Supplement.KindCase.CHECK_IN).getCheckIn().getMonitorSlug()).isEqualTo("nightly");
    assertThat(
            ingest.send(request(path("cron/nightly/" + key) + "?status=what").GET()).statusCode())
        .isEqualTo(400);
  }

  @Test
  void takesReportsOfBrowsers() {
    String report =
        "{\"csp-report\":{\"document-uri\":\"https://shop.example/\",\"effective-directive\":\"script-src\","
            + "\"blocked-uri\":\"https://cdn.example/x.js\"}}";
    HttpResponse<String> answer =
        post(
            keyed(path("security/")) + "&sentry_release=1.2&sentry_environment=prod",
            report,
            "Content-Type",
            "application/csp-report");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(events().get(0).getWire()).isEqualTo(Wire.WIRE_CSP);
    assertThat(events().get(0).getRelease()).isEqualTo("1.2");
    assertThat(post(keyed(path("security/")), report, "Content-Type", "text/html").statusCode())
        .isEqualTo(415);
  }

  @Test
  void aMinidumpIsAFileOfACrash() {
    String form =
        """
        --b
        Content-Disposition: form-data; name="sentry"

        {"release":"9"}
        --b
        Content-Disposition: form-data; name="upload_file_minidump"; filename="d.dmp"
        Content-Type: application/octet-stream

        MDMP...
        --b--
        """
            .replace("\n", "\r\n");
    HttpResponse<String> answer =
        post(keyed(path("minidump/")), form, "Content-Type", "multipart/form-data; boundary=b");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    Event kept = events().get(0);
    assertThat(kept.getClientEventId()).isEqualTo(answer.body().replace("-", ""));
    assertThat(kept.getExceptions(0).getType()).isEqualTo("Minidump");
    assertThat(kept.getRelease()).isEqualTo("9");
    assertThat(kept.getAttachments(0).getType()).isEqualTo("event.minidump");
    assertThat(kept.getNotesList()).anyMatch(note -> note.contains("not symbolicated"));
    assertThat(
            post(
                    keyed(path("minidump/")),
                    "nonsense",
                    "Content-Type",
                    "multipart/form-data; boundary=b")
                .statusCode())
        .isEqualTo(400);
    assertThat(post(keyed(path("minidump/")), "nonsense").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "not an envelope, 400",
    "'', 400",
    "'{}\n{\"type\":\"event\",\"length\":900}\n{}', 400",
    "'{}\n{\"type\":\"event\"}\n[1,2', 400",
    "'{}\n{\"type\":\"transaction\"}\n{}', 200",
  })
  void answersBadInputAsSdksUnderstand(String body, int status) {
    HttpResponse<String> answer = post(keyed(path("envelope/")), body.replace("\\n", "\n"));

    assertThat(answer.statusCode()).isEqualTo(status);
    if (status != 200) {
      assertThat(new JsonObject(answer.body()).getString("detail")).isNotBlank();
      assertThat(answer.headers().firstValue("x-sentry-error")).isPresent();
    }
  }

  @Test
  void aBadItemSpoilsOnlyItself() {
    HttpResponse<String> answer =
        post(
            keyed(path("envelope/")), envelope("{\"type\":\"session\"}", "nonsense", event(EVENT)));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(events()).hasSize(1);
  }

  @Test
  void anEventOverItsSizeIsTooLarge() {
    String large = EVENT.replace("\"m\"", "\"" + "x".repeat(1_100_000) + "\"");

    assertThat(post(keyed(path("envelope/")), envelope(event(large))).statusCode()).isEqualTo(413);
  }

  @Test
  void aSpentBudgetTellsWhichDataToHoldBackAndKeepsTheRest() {
    CreateProjectResponse created =
        ingest
            .projects()
            .createProject(CreateProjectRequest.newBuilder().setName("Small budget").build());
    ingest
        .projects()
        .updateProject(
            UpdateProjectRequest.newBuilder()
                .setProjectId(created.getProject().getId())
                .setSettings(
                    ProjectSettings.newBuilder().setRetentionDays(30).setEventsPerMinute(1))
                .build());
    String path =
        "/api/" + created.getProject().getId() + "/envelope/?sentry_key=" + created.getKeySecret();
    HttpResponse<String> limited =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .pollInterval(Duration.ofMillis(50))
            .until(
                () ->
                    post(
                        path,
                        "{}\n"
                            + event("{\"message\":\"m\"}")
                            + "\n{\"type\":\"client_report\"}\n{\"discarded_events\":[{\"reason\":\"r\",\"category\":\"error\",\"quantity\":1}]}\n"),
                answer -> answer.statusCode() == 429);

    String limits = limited.headers().firstValue("x-sentry-rate-limits").orElse("");
    assertThat(limits).matches("[0-9]+:error;default;security:key");
    assertThat(limited.headers().firstValue("retry-after")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sentry-java", "sentry-node", "sentry-browser-chromium"})
  void takesEverythingThatPublishedClientsSent(String client) throws IOException {
    JsonObject expected = new JsonObject(text("/wire/" + client + "/expected.json"));
    for (String number : expected.fieldNames()) {
      grouping.forget();
      JsonObject meta = new JsonObject(text("/wire/" + client + "/" + number + ".meta.json"));
      JsonArray items = expected.getJsonObject(number).getJsonArray("items");

      HttpResponse<String> answer = replay(client, number, meta);

      assertThat(answer.statusCode()).as(client + " " + number).isEqualTo(200);
      List<String> ids =
          items.stream()
              .map(JsonObject.class::cast)
              .filter(item -> item.getString("type").equals("event"))
              .map(item -> item.getJsonObject("event").getString("event_id"))
              .toList();
      assertThat(events()).as(client + " " + number).hasSize(ids.size());
      if (ids.size() == 1 && ids.get(0).matches("[0-9a-f]{32}")) {
        assertThat(events().get(0).getClientEventId()).isEqualTo(ids.get(0));
        assertThat(new JsonObject(answer.body()).getString("id")).isEqualTo(ids.get(0));
      }
      long beside =
          items.stream()
              .map(JsonObject.class::cast)
              .map(item -> item.getString("type"))
              .filter(
                  type -> List.of("session", "check_in", "feedback", "user_report").contains(type))
              .count();
      assertThat(supplements()).as(client + " " + number).hasSize((int) beside);
    }
  }

  private static HttpResponse<String> replay(String client, String number, JsonObject meta)
      throws IOException {
    HttpRequest.Builder request =
        request(
                meta.getString("url")
                    .replaceFirst("/api/[0-9]+/", "/api/" + project + "/")
                    .replace(TestIngest.KEY, key))
            .POST(BodyPublishers.ofByteArray(bytes("/wire/" + client + "/" + number + ".body")));
    for (Object header : meta.getJsonArray("headers")) {
      String name = ((JsonArray) header).getString(0);
      if (List.of("content-encoding", "content-type", "x-sentry-auth", "origin")
          .contains(name.toLowerCase(Locale.ROOT))) {
        request.header(name, ((JsonArray) header).getString(1).replace(TestIngest.KEY, key));
      }
    }
    return ingest.send(request);
  }

  private static String text(String resource) throws IOException {
    return new String(bytes(resource), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in = SentryWireTest.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource);
      }
      return in.readAllBytes();
    }
  }
}

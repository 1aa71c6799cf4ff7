package dev.culprit.ingest.airbrake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.ingest.testing.FakeGrouping;
import dev.culprit.ingest.testing.TestIngest;
import dev.culprit.proto.ingest.v1.CreateProjectRequest;
import dev.culprit.proto.ingest.v1.CreateProjectResponse;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Project;
import dev.culprit.proto.ingest.v1.ProjectSettings;
import dev.culprit.proto.ingest.v1.Wire;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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

/** The wire as its notifiers see it, over real HTTP. */
@ExtendWith(PostgresExtension.class)
class AirbrakeWireTest {
  private static final String NOTICE =
      "{\"errors\":[{\"type\":\"E\",\"message\":\"m\",\"backtrace\":[]}],\"context\":{}}";
  private static final String XML =
      "<notice version=\"2.0\"><api-key>%s</api-key><error><class>E</class><message>m</message>"
          + "</error></notice>";

  @TempDir static Path data;
  private static FakeGrouping grouping;
  private static TestIngest ingest;
  private static Project project;
  private static String key;

  @BeforeAll
  static void start(TestDatabase database) {
    grouping = new FakeGrouping(TestIngest.TOKEN).start();
    ingest =
        TestIngest.start(
            database, data, grouping, Map.of("CULPRIT_PUBLIC_URL", "https://errors.example/"));
    CreateProjectResponse created =
        ingest.projects().createProject(CreateProjectRequest.newBuilder().setName("Shop").build());
    project = created.getProject();
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

  private static String notices() {
    return "/api/v3/projects/" + project.getId() + "/notices";
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(ingest.url(path)).timeout(Duration.ofSeconds(30));
  }

  /** As browsers send it: key in the query, a type that needs no preflight. */
  private static HttpResponse<String> post(String path, String body) {
    return ingest.send(
        request(path)
            .header("Content-Type", "text/plain;charset=UTF-8")
            .POST(BodyPublishers.ofString(body)));
  }

  private static String keyed(String path) {
    return path + "?key=" + key;
  }

  @Test
  void answersWithTheIdAndTheProblemsPage() {
    HttpResponse<String> answer = post(keyed(notices()), NOTICE);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(new JsonObject(answer.body()))
        .isEqualTo(
            new JsonObject().put("id", "1001").put("url", "https://errors.example/problems/7"));
    assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue("*");
    assertThat(answer.headers().firstValue("access-control-expose-headers").orElseThrow())
        .contains("X-RateLimit-Delay");
    Event event = grouping.events().get(0).getEvent();
    assertThat(event.getWire()).isEqualTo(Wire.WIRE_AIRBRAKE);
    assertThat(event.getClientEventId()).hasSize(36);
  }

  @Test
  void takesABearerKeyAndATrailingSlashAndTheOldPath() {
    HttpRequest.Builder bearer =
        request(notices())
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofString(NOTICE));

    assertThat(ingest.send(bearer).statusCode()).isEqualTo(201);
    assertThat(post(keyed(notices() + "/"), NOTICE).statusCode()).isEqualTo(201);
    assertThat(post(keyed(notices().replace("notices", "create-notice")), NOTICE).statusCode())
        .isEqualTo(201);
  }

  @Test
  void answersAWrongKeyWithAMessage() {
    HttpResponse<String> none = post(notices(), NOTICE);
    HttpResponse<String> wrong = post(notices() + "?key=" + "f".repeat(32), NOTICE);

    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(new JsonObject(wrong.body()).getString("message"))
        .isEqualTo("Invalid or missing ingestion key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"999", "1", "shop", "9999999999999999999999999999"})
  void refusesAKeyOfAnotherProjectThanThePathNames(String number) {
    HttpResponse<String> answer = post(keyed("/api/v3/projects/" + number + "/notices"), NOTICE);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(new JsonObject(answer.body()).getString("message"))
        .startsWith("The key does not belong to the project number");
    assertThat(grouping.events()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {"nonsense|400", "~~|400", "[]|400", "{\"errors\":[]}|422"})
  void answersWhatCannotBeReadWithAMessage(String body, int status) {
    HttpResponse<String> answer = post(keyed(notices()), body);

    assertThat(answer.statusCode()).isEqualTo(status);
    JsonObject json = new JsonObject(answer.body());
    assertThat(json.getString("message")).isNotBlank();
    assertThat(json.getString("code")).isEqualTo("malformed");
    assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue("*");
  }

  @Test
  void tellsHowLongToKeepSilent() {
    CreateProjectResponse limited =
        ingest
            .projects()
            .createProject(
                CreateProjectRequest.newBuilder()
                    .setName("Limited")
                    .setSettings(ProjectSettings.newBuilder().setEventsPerMinute(1))
                    .build());
    String path =
        "/api/v3/projects/%d/notices?key=%s"
            .formatted(limited.getProject().getId(), limited.getKeySecret());

    // More than one, since the minute may end between the first two.
    HttpResponse<String> refused =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> post(path, NOTICE), answer -> answer.statusCode() != 201);

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValueAsLong("x-ratelimit-delay").orElseThrow())
        .isBetween(1L, 60L);
    assertThat(refused.headers().firstValue("retry-after"))
        .isEqualTo(refused.headers().firstValue("x-ratelimit-delay"));
    assertThat(new JsonObject(refused.body()).getString("message")).contains("budget");
  }

  @Test
  void keepsNoticesWhileGroupingIsAway() {
    grouping.behave(FakeGrouping.Mode.FAIL);
    try {
      HttpResponse<String> json = post(keyed(notices()), NOTICE);
      HttpResponse<String> xml = post("/notifier_api/v2/notices", XML.formatted(key));

      assertThat(json.statusCode()).isEqualTo(202);
      assertThat(new JsonObject(json.body()).getString("id")).hasSize(36);
      assertThat(xml.statusCode()).isEqualTo(202);
    } finally {
      grouping.behave(FakeGrouping.Mode.COMMIT);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(grouping.events()).hasSize(2));
  }

  @Test
  void takesXmlWithTheKeyInTheBody() {
    HttpResponse<String> answer = post("/notifier_api/v2/notices", XML.formatted(key));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue("text/xml; charset=utf-8");
    assertThat(answer.body())
        .endsWith("<notice><id>1001</id><url>https://errors.example/problems/7</url></notice>");
    assertThat(grouping.events().get(0).getEvent().getExceptions(0).getType()).isEqualTo("E");
  }

  @Test
  void answersBadXmlInXml() {
    String large =
        XML.formatted("f".repeat(32)).replace("<message>", "<message>" + "x".repeat(90_000));

    assertThat(post("/notifier_api/v2/notices", "<notice>").statusCode()).isEqualTo(400);
    assertThat(post("/notifier_api/v2/notices", large).statusCode()).isEqualTo(401);
    HttpResponse<String> bomb =
        post(
            "/notifier_api/v2/notices",
            "<!DOCTYPE notice [<!ENTITY a \"b\">]>" + XML.formatted(key));
    assertThat(bomb.statusCode()).isEqualTo(400);
    assertThat(bomb.body())
        .endsWith("<errors><error>The body must not have a document type</error></errors>");
  }

  @Test
  void tellsNotifiersToSendErrorsOnly() {
    HttpResponse<String> answer =
        ingest.send(
            request("/2020-06-18/config/" + project.getId() + "/config.json?notifier_name=x")
                .GET());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(answer.body()).getJsonArray("settings").encode())
        .contains("{\"name\":\"errors\",\"enabled\":true", "{\"name\":\"apm\",\"enabled\":false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"routes-stats", "routes-breakdowns", "queries-stats", "queues-stats"})
  void takesAndForgetsFigures(String kind) {
    String path = "/api/v5/projects/" + project.getId() + "/" + kind;
    HttpRequest.Builder put =
        request(path).header("Authorization", "Bearer " + key).PUT(BodyPublishers.ofString("{}"));

    assertThat(post(keyed(path), "{\"routes\":[]}").statusCode()).isEqualTo(204);
    assertThat(ingest.send(put).statusCode()).isEqualTo(204);
    assertThat(post(path, "{}").statusCode()).isEqualTo(401);
    assertThat(grouping.events()).isEmpty();
  }
}

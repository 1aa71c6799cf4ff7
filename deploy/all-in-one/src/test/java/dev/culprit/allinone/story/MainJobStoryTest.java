package dev.culprit.allinone.story;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.culprit.proto.ingest.v1.Acknowledgement;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.IngestServiceGrpc;
import dev.culprit.proto.ingest.v1.Kept;
import dev.culprit.proto.ingest.v1.ReportRequest;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job as a timetable: errors come in by two wires, appear in REST and browser, a burst
 * raises one incident that is told once by webhook and e-mail, a resolved problem that recurs is a
 * regression, and a restart finds everything again.
 */
class MainJobStoryTest {

  @Nested
  class InOneJvm extends Story {
    @Override
    RunMode mode() {
      return RunMode.ONE_JVM;
    }
  }

  @Nested
  class AsFourProcesses extends Story {
    @Override
    RunMode mode() {
      return RunMode.SEPARATE;
    }
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  abstract static class Story {
    private static final String WEBHOOK_SECRET = "a-webhook-signing-secret";
    private static final int BURST_LIMIT = 20;

    private WebhookReceiver webhooks;
    private GreenMail mail;
    private RunningCulprit culprit;
    private RestApi rest;
    private CheckendClient checkend;
    private long orderProblem;

    abstract RunMode mode();

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
      webhooks = new WebhookReceiver(WEBHOOK_SECRET);
      mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
      mail.start();
      culprit =
          RunningCulprit.start(
              mode(),
              home,
              Map.of(
                  "CULPRIT_ALERT_ALLOW_PRIVATE_TARGETS", "true",
                  "CULPRIT_SMTP_HOST", "127.0.0.1",
                  "CULPRIT_SMTP_PORT", String.valueOf(mail.getSmtp().getPort()),
                  "CULPRIT_SMTP_TLS", "off",
                  "CULPRIT_SMTP_FROM", "culprit@example.test"));
      rest = new RestApi(culprit.restAddress(), RunningCulprit.API_KEY);
      checkend = new CheckendClient(culprit.ingestAddress());
    }

    @AfterAll
    void stop() throws Exception {
      if (culprit != null) {
        culprit.close();
      }
      mail.stop();
      webhooks.close();
    }

    @Test
    @Order(1)
    void checkendClientReportsAndHearsBothIds() throws Exception {
      HttpResponse<String> answer = checkend.report("OrderError", "order 4711 cannot be placed");

      assertThat(answer.statusCode()).isEqualTo(201);
      JsonObject body = new JsonObject(answer.body());
      assertThat(body.getLong("id")).isPositive();
      assertThat(body.getBoolean("deduplicated")).isFalse();
      assertThat(body.getLong("occurrence_count")).isEqualTo(1);
      orderProblem = body.getLong("problem_id");
    }

    @Test
    @Order(2)
    void grpcClientReportsAndHearsBothIds() {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", culprit.ingestGrpcPort())
              .usePlaintext()
              .build();
      try {
        Acknowledgement kept =
            IngestServiceGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(authorization()))
                .withDeadlineAfter(10, SECONDS)
                .report(ReportRequest.newBuilder().setEvent(paymentEvent()).build())
                .getAcknowledgement();

        assertThat(kept.getKept()).isEqualTo(Kept.KEPT_COMMITTED);
        assertThat(kept.getEventId()).isPositive();
        assertThat(kept.getProblemId()).isPositive().isNotEqualTo(orderProblem);
      } finally {
        channel.shutdownNow();
      }
    }

    @Test
    @Order(3)
    void bothProblemsAppearInRest() throws Exception {
      assertThat(titles(rest.list("/projects/demo/problems")))
          .containsExactlyInAnyOrder("OrderError", "PaymentException");
      assertThat(titles(rest.list("/projects/demo/problems?query=declined")))
          .containsExactly("PaymentException");
      assertThat(titles(rest.list("/projects/demo/problems?environment=production&release=1.4.2")))
          .containsExactly("OrderError");
    }

    @Test
    @Order(4)
    void eventIsCompleteAndFreeOfSecrets() throws Exception {
      long eventId = rest.get("/problems/" + orderProblem).getLong("last_event_id");
      JsonObject event = rest.get("/events/" + eventId);

      JsonObject exception = event.getJsonArray("exceptions").getJsonObject(0);
      assertThat(exception.getString("type")).isEqualTo("OrderError");
      JsonObject crash = exception.getJsonArray("frames").getJsonObject(0);
      assertThat(crash.getString("function")).isEqualTo("place");
      assertThat(crash.getInteger("line")).isEqualTo(17);
      assertThat(crash.getBoolean("in_app")).isTrue();
      assertThat(exception.getJsonArray("frames").getJsonObject(2).getBoolean("in_app")).isFalse();
      assertThat(event.getString("environment")).isEqualTo("production");
      assertThat(event.getJsonObject("user").getString("id")).isEqualTo("42");
      assertThat(event.encode())
          .contains("[scrubbed]")
          .doesNotContain("hunter2", "very-secret-token", "s3cret");
    }

    @Test
    @Order(5)
    void badInputGetsItsOwnAnswer() throws Exception {
      HttpResponse<String> broken = checkend.post("{\"error\":");
      assertThat(broken.statusCode()).isEqualTo(400);
      HttpResponse<String> nameless = checkend.post("{\"error\":{\"message\":\"x\"}}");
      assertThat(nameless.statusCode()).isEqualTo(422);
      assertThat(nameless.body()).contains("class");
    }

    @Test
    @Order(6)
    void personFindsTheProblemInTheBrowser() {
      assumeTrue(Browser.isInstalled(), "Chromium and chromedriver are not installed");
      try (Browser browser = new Browser()) {
        browser.open(culprit.restAddress() + "/projects/demo");
        browser.signIn(RunningCulprit.ADMIN_EMAIL, RunningCulprit.ADMIN_PASSWORD);
        browser.awaitText("OrderError");
        browser.awaitText("PaymentException");
        browser.open(culprit.restAddress() + "/problems/" + orderProblem);
        browser.awaitText("order 4711 cannot be placed");
      }
    }

    @Test
    @Order(7)
    void burstRaisesOneIncidentToldOnceByWebhookAndMail() throws Exception {
      long webhook = createChannel("hook", webhookTarget());
      long email = createChannel("mail", emailTarget());
      createThresholdRule(webhook, email);

      Instant overTheLine = null;
      for (int i = 0; i < 2 * BURST_LIMIT; i++) {
        assertThat(checkend.report("BurstError", "shard " + i + " is gone").statusCode())
            .isEqualTo(201);
        if (i == BURST_LIMIT) {
          overTheLine = Instant.now();
        }
      }

      await().atMost(Duration.ofSeconds(10)).until(() -> !webhooks.deliveries().isEmpty());
      assertThat(mail.waitForIncomingEmail(10_000, 1)).isTrue();
      assertThat(Duration.between(overTheLine, webhooks.deliveries().get(0).at()))
          .isLessThan(Duration.ofSeconds(2));
      assertThat(webhooks.deliveries()).allMatch(WebhookReceiver.Delivery::signatureHolds);
      assertThat(burstIncidents()).hasSize(1);
      assertThat(burstIncidents().getJsonObject(0).getString("reason")).contains("20");
    }

    @Test
    @Order(8)
    void furtherEventsOfTheBurstStaySilent() throws Exception {
      for (int i = 0; i < BURST_LIMIT; i++) {
        checkend.report("BurstError", "shard " + i + " is gone");
      }
      long problem = problemTitled("BurstError").getLong("id");
      await()
          .until(
              () -> rest.get("/problems/" + problem + "/rate").getLong("total") == 3 * BURST_LIMIT);

      // The counts are evaluated when they arrive; two ticks later nothing else may have come of
      // them.
      await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(10))
          .until(() -> webhooks.deliveries().size() == 1 && mail.getReceivedMessages().length == 1);
      assertThat(burstIncidents()).hasSize(1);
    }

    @Test
    @Order(9)
    void resolvedProblemThatRecursIsARegression() throws Exception {
      rest.send("PATCH", "/problems/" + orderProblem, new JsonObject().put("status", "resolved"));
      assertThat(rest.get("/problems/" + orderProblem).getString("status")).isEqualTo("resolved");

      checkend.report("OrderError", "order 4712 cannot be placed");

      JsonObject problem = rest.get("/problems/" + orderProblem);
      assertThat(problem.getString("status")).isEqualTo("unresolved");
      assertThat(problem.getLong("occurrence_count")).isEqualTo(2);
      assertThat(kinds(problem.getJsonArray("history"))).startsWith("regressed", "resolved");
    }

    @Test
    @Order(10)
    void restartFindsEverythingAgain() throws Exception {
      culprit.restart();

      assertThat(rest.get("/problems/" + orderProblem).getLong("occurrence_count")).isEqualTo(2);
      assertThat(checkend.report("OrderError", "order 4713 cannot be placed").statusCode())
          .isEqualTo(201);
      assertThat(rest.get("/problems/" + orderProblem).getLong("occurrence_count")).isEqualTo(3);
      assertThat(webhooks.deliveries()).hasSize(1);
    }

    private JsonObject problemTitled(String title) throws Exception {
      return items(rest.list("/projects/demo/problems"))
          .filter(problem -> problem.getString("title").equals(title))
          .findFirst()
          .orElseThrow();
    }

    /** Those of the rule of this story; the project's default rules open theirs beside it. */
    private JsonArray burstIncidents() throws Exception {
      return new JsonArray(
          items(rest.list("/incidents?project=demo"))
              .filter(incident -> incident.getString("rule_name").equals("burst"))
              .toList());
    }

    private long createChannel(String name, JsonObject target) throws Exception {
      JsonObject channel = new JsonObject().put("name", name).put("target", target);
      return rest.send("POST", "/projects/demo/channels", channel)
          .getJsonObject("channel")
          .getLong("id");
    }

    private JsonObject webhookTarget() {
      return new JsonObject()
          .put("kind", "webhook")
          .put("url", webhooks.url())
          .put("secret", WEBHOOK_SECRET);
    }

    private static JsonObject emailTarget() {
      return new JsonObject()
          .put("kind", "email")
          .put("recipients", new JsonArray().add("oncall@example.test"));
    }

    private void createThresholdRule(long... channels) throws Exception {
      JsonArray channelIds = new JsonArray();
      for (long channel : channels) {
        channelIds.add(channel);
      }
      JsonObject condition =
          new JsonObject()
              .put("kind", "threshold")
              .put("events", BURST_LIMIT)
              .put("window_minutes", 5)
              .put("scope", "problem");
      rest.send(
          "POST",
          "/projects/demo/alert-rules",
          new JsonObject()
              .put("name", "burst")
              .put("condition", condition)
              .put("channel_ids", channelIds));
    }

    private static Metadata authorization() {
      Metadata metadata = new Metadata();
      metadata.put(
          Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
          "Bearer " + RunningCulprit.INGESTION_KEY);
      return metadata;
    }

    private static Event paymentEvent() {
      return Event.newBuilder()
          .setPlatform("java")
          .setEnvironment("staging")
          .addExceptions(
              ExceptionInfo.newBuilder()
                  .setType("PaymentException")
                  .setValue("card declined")
                  .addFrames(
                      Frame.newBuilder()
                          .setModule("com.example.PaymentService")
                          .setFunction("charge")
                          .setFile("PaymentService.java")
                          .setLine(88)
                          .setInApp(true)))
          .build();
    }

    private static Stream<JsonObject> items(JsonArray array) {
      return array.stream().map(JsonObject.class::cast);
    }

    private static List<String> titles(JsonArray problems) {
      return items(problems).map(problem -> problem.getString("title")).toList();
    }

    private static List<String> kinds(JsonArray history) {
      return items(history).map(entry -> entry.getString("kind")).toList();
    }
  }
}

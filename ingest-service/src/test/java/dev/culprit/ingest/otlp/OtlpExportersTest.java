package dev.culprit.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culprit.ingest.otlp.OtlpClient.Transport;
import dev.culprit.ingest.testing.FakeGrouping;
import dev.culprit.ingest.testing.ReceivedEvent;
import dev.culprit.ingest.testing.TestIngest;
import dev.culprit.proto.ingest.v1.CreateProjectRequest;
import dev.culprit.proto.ingest.v1.CreateProjectResponse;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Level;
import dev.culprit.proto.ingest.v1.ProjectSettings;
import dev.culprit.proto.ingest.v1.UpdateProjectRequest;
import dev.culprit.proto.ingest.v1.Wire;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.micrometer.core.instrument.Counter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real OpenTelemetry SDK for Java against two real ingest services. */
@ExtendWith(PostgresExtension.class)
class OtlpExportersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path data;
  private static TestDatabase database;
  private static FakeGrouping grouping;
  private static TestIngest one;
  private static TestIngest two;

  /** Nested, so that its binary name has a dollar sign and its canonical name a dot. */
  static final class PaymentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PaymentException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  @BeforeAll
  static void start(TestDatabase given) {
    database = given;
    grouping = new FakeGrouping(TestIngest.TOKEN).start();
    one = TestIngest.start(database, data.resolve("one"), grouping, Map.of());
    two = TestIngest.start(database, data.resolve("two"), grouping, Map.of());
  }

  @AfterAll
  static void stop() {
    one.close();
    two.close();
    grouping.close();
  }

  @BeforeEach
  void forget() {
    grouping.forget();
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void takesAnExceptionOfNestedSpansAndLogOnceThoughItComesToTwoInstances(Transport transport) {
    try (OtlpClient client = new OtlpClient(transport, one, two, TestIngest.KEY)) {
      failAnOrder(client);

      client.sendTraces();
      client.sendLogs();
      client.sendLogs();

      assertThat(client.sentAll()).isTrue();
      assertThat(grouping.events()).hasSize(1);
      Event event = grouping.events().get(0).getEvent();
      isThePaymentException(event);
      assertThat(event.getHttpStatus()).isEqualTo(500);
      assertThat(event.getRequest().getMethod()).isEqualTo("POST");
      assertThat(event.getRequest().getUrl()).isEqualTo("https://shop.test/orders/17");
      assertThat(event.getTransaction()).isEqualTo("POST /orders/{id}");
      assertThat(event.getUser().getId()).isEqualTo("u-17");
      assertThat(event.getExceptions(0).getMechanism().getType()).isEqualTo("span");
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void takesWhatTheLogbackAppenderSends(Transport transport) {
    try (OtlpClient client = new OtlpClient(transport, one, one, TestIngest.KEY)) {
      failAnOrder(client);

      client.sendLogs();
      client.sendTraces();

      assertThat(grouping.events()).hasSize(1);
      Event event = grouping.events().get(0).getEvent();
      isThePaymentException(event);
      assertThat(event.getLogger()).isEqualTo("shop.Orders");
      assertThat(event.getMessage().getFormatted()).isEqualTo("order 17 failed");
      assertThat(event.getMessage().getTemplate()).isEqualTo("order {} failed");
      assertThat(event.getMessage().getParamsList()).containsExactly("17");
      assertThat(event.getExceptions(0).getThread()).isEqualTo(Thread.currentThread().getName());
      assertThat(event.getTagsMap()).containsEntry("orderId", "o-1");
      assertThat(event.getExceptions(0).getMechanism().getType()).isEqualTo("log");
    }
  }

  private static void isThePaymentException(Event event) {
    assertThat(event.getWire()).isEqualTo(Wire.WIRE_OTLP);
    assertThat(event.getLevel()).isEqualTo(Level.LEVEL_ERROR);
    assertThat(event.getPlatform()).isEqualTo("java");
    assertThat(event.getRelease()).isEqualTo("2.1");
    assertThat(event.getEnvironment()).isEqualTo("staging");
    assertThat(event.getServerName()).isEqualTo("j-1");
    assertThat(event.getTagsMap()).containsEntry("service.name", "orders");
    assertThat(event.getSdk().getName()).isEqualTo("opentelemetry");
    assertThat(event.getTraceId()).hasSize(32);
    assertThat(event.getSpanId()).hasSize(16);
    assertThat(event.getClientEventId()).matches("[0-9a-f]{32}");
    assertThat(Instant.ofEpochSecond(event.getOccurredAt().getSeconds()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    ExceptionInfo outermost = event.getExceptions(0);
    assertThat(outermost.getType()).isEqualTo(PaymentException.class.getName());
    assertThat(outermost.getValue()).isEqualTo("charge failed");
    assertThat(outermost.getFrames(0).getFunction()).isEqualTo("failure");
    assertThat(outermost.getFrames(0).getModule()).isEqualTo(OtlpExportersTest.class.getName());
    assertThat(outermost.getFrames(0).getInApp()).isTrue();
    assertThat(event.getExceptions(1).getType()).isEqualTo("java.lang.NumberFormatException");
    assertThat(event.getExceptions(1).getFrames(0).getInApp()).isFalse();
  }

  /** A handler span within a SERVER span, both with the exception, and a log line of it. */
  private static void failAnOrder(OtlpClient client) {
    Span server =
        client
            .tracer()
            .spanBuilder("POST /orders/{id}")
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", "POST")
            .setAttribute("http.route", "/orders/{id}")
            .setAttribute("url.scheme", "https")
            .setAttribute("server.address", "shop.test")
            .setAttribute("url.path", "/orders/17")
            .setAttribute("http.response.status_code", 500L)
            .setAttribute("user.id", "u-17")
            .startSpan();
    try (Scope requestScope = server.makeCurrent()) {
      Span handler = client.tracer().spanBuilder("charge").startSpan();
      try (Scope handlerScope = handler.makeCurrent()) {
        PaymentException failure = failure();
        handler.recordException(failure);
        server.recordException(failure);
        client.mapped().put("orderId", "o-1");
        client.logger("shop.Orders").error("order {} failed", 17, failure);
      } finally {
        handler.end();
      }
    } finally {
      server.setStatus(StatusCode.ERROR).end();
    }
  }

  private static PaymentException failure() {
    try {
      throw new IllegalStateException(String.valueOf(Integer.parseInt("zz")));
    } catch (NumberFormatException cause) {
      return new PaymentException("charge failed", cause);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GRPC_GZIP", "HTTP"})
  void losesAndDoublesNothingWhenTheBudgetWasSpentHalfway(Transport transport) {
    awaitStartOfAMinute();
    CreateProjectResponse project = project("Half a budget " + transport, 3);
    try (OtlpClient client = new OtlpClient(transport, one, one, project.getKeySecret())) {
      fail(client, 8, "");

      CompletableResultCode sending = client.startSendingTraces();
      await().atMost(PATIENCE).until(() -> grouping.events().size() == 3);
      assertThat(sending.isDone()).isFalse();
      settings(project, 0);
      sending.join(PATIENCE.toSeconds(), TimeUnit.SECONDS);

      assertThat(client.sentAll()).isTrue();
      isComplete(8);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GRPC_GZIP", "HTTP"})
  void losesAndDoublesNothingWhenTheSpoolWasFull(Transport transport, @TempDir Path small) {
    String ballast = "x".repeat(8_000);
    try (FakeGrouping away = new FakeGrouping(TestIngest.TOKEN).start();
        TestIngest ingest =
            TestIngest.start(
                database,
                small,
                away,
                Map.of(
                    "CULPRIT_INGEST_SPOOL_BYTES", "1048576",
                    "CULPRIT_INGEST_GROUPING_TIMEOUT", "500ms"));
        OtlpClient client = new OtlpClient(transport, ingest, ingest, TestIngest.KEY)) {
      away.vanish();
      fail(client, 200, ballast);

      CompletableResultCode sending = client.startSendingTraces();
      await().atMost(PATIENCE).until(() -> overloaded(ingest) > 0);
      away.start();
      sending.join(PATIENCE.toSeconds(), TimeUnit.SECONDS);

      assertThat(client.sentAll()).isTrue();
      await().atMost(PATIENCE).until(() -> away.events().size() >= 200);
      assertThat(away.events())
          .extracting(OtlpExportersTest::message)
          .hasSize(200)
          .doesNotHaveDuplicates();
    }
  }

  private static double overloaded(TestIngest ingest) {
    Counter refused =
        ingest.metrics().find("culprit.ingest.refused").tag("code", "overloaded").counter();
    return refused == null ? 0 : refused.count();
  }

  private static void isComplete(int events) {
    assertThat(grouping.events())
        .extracting(OtlpExportersTest::message)
        .hasSize(events)
        .doesNotHaveDuplicates();
  }

  private static String message(ReceivedEvent event) {
    return event.getEvent().getExceptions(0).getValue();
  }

  private static void fail(OtlpClient client, int times, String ballast) {
    for (int i = 0; i < times; i++) {
      Span span = client.tracer().spanBuilder("job").startSpan();
      span.recordException(new IllegalStateException("failure " + i + " " + ballast));
      span.end();
    }
  }

  private static CreateProjectResponse project(String name, long eventsPerMinute) {
    CreateProjectResponse project =
        one.projects()
            .createProject(
                CreateProjectRequest.newBuilder()
                    .setName(name)
                    .setSettings(ProjectSettings.newBuilder().setEventsPerMinute(eventsPerMinute))
                    .build());
    assertThat(List.of(project.getKeySecret())).doesNotContain("");
    return project;
  }

  private static void settings(CreateProjectResponse project, long eventsPerMinute) {
    one.projects()
        .updateProject(
            UpdateProjectRequest.newBuilder()
                .setProjectId(project.getProject().getId())
                .setSettings(ProjectSettings.newBuilder().setEventsPerMinute(eventsPerMinute))
                .build());
  }

  /** Budgets are counted by the minute of the clock; a test must not fall over its end. */
  private static void awaitStartOfAMinute() {
    await().atMost(PATIENCE).until(() -> Instant.now().getEpochSecond() % 60 < 50);
  }
}

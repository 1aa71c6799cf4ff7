package dev.culprit.ingest.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.culprit.ingest.testing.FakeGrouping;
import dev.culprit.ingest.testing.ReceivedEvent;
import dev.culprit.ingest.testing.TestIngest;
import dev.culprit.proto.ingest.v1.CreateProjectRequest;
import dev.culprit.proto.ingest.v1.CreateProjectResponse;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Level;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.sentry.Attachment;
import io.sentry.Breadcrumb;
import io.sentry.Sentry;
import io.sentry.SentryOptions;
import io.sentry.logback.SentryAppender;
import io.sentry.protocol.SentryId;
import io.sentry.protocol.User;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The published SDK of Java and its logback appender, against the real server. */
@ExtendWith(PostgresExtension.class)
class SentryJavaSdkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir static Path data;
  private static FakeGrouping grouping;
  private static TestIngest ingest;
  private static CreateProjectResponse project;

  @BeforeAll
  static void start(TestDatabase database) {
    grouping = new FakeGrouping(TestIngest.TOKEN).start();
    ingest = TestIngest.start(database, data, grouping, Map.of());
    project =
        ingest.projects().createProject(CreateProjectRequest.newBuilder().setName("Java").build());
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

  @AfterEach
  void closeClient() {
    Sentry.close();
  }

  private static void configure(SentryOptions options, CreateProjectResponse to) {
    String address = ingest.url("/").toString();
    options.setDsn(
        address.replace("http://", "http://" + to.getKeySecret() + "@") + to.getProject().getId());
    options.setRelease("shop@9.9");
    options.setEnvironment("staging");
    options.setServerName("java-1");
    options.addInAppInclude("dev.culprit");
    options.setEnableUncaughtExceptionHandler(false);
    options.setEnableAutoSessionTracking(false);
    options.setShutdownTimeoutMillis(5_000);
  }

  private static List<Event> events() {
    return grouping.events().stream()
        .filter(ReceivedEvent::hasEvent)
        .map(ReceivedEvent::getEvent)
        .toList();
  }

  private static Event onlyEvent() {
    await().atMost(PATIENCE).until(() -> events().size() == 1);
    return events().get(0);
  }

  @Test
  void anExceptionArrivesWithItsCausesAndEverythingAroundIt() {
    Sentry.init(options -> configure(options, project));
    Sentry.configureScope(
        scope -> {
          User user = new User();
          user.setId("u-17");
          user.setEmail("ann@shop.example");
          scope.setUser(user);
          scope.setTag("area", "checkout");
          scope.addBreadcrumb(Breadcrumb.info("added 1 item"));
          scope.addAttachment(new Attachment("cart".getBytes(StandardCharsets.UTF_8), "cart.txt"));
        });
    IllegalStateException failure =
        new IllegalStateException("request failed", new NumberFormatException("For input: zz"));

    SentryId id = Sentry.captureException(failure);

    Event event = onlyEvent();
    assertThat(event.getClientEventId()).isEqualTo(id.toString());
    assertThat(event.getExceptionsList())
        .extracting(ExceptionInfo::getType)
        .containsExactly("IllegalStateException", "NumberFormatException");
    ExceptionInfo outer = event.getExceptions(0);
    assertThat(outer.getValue()).isEqualTo("request failed");
    assertThat(outer.getModule()).isEqualTo("java.lang");
    assertThat(outer.getFrames(0).getModule()).isEqualTo(SentryJavaSdkTest.class.getName());
    assertThat(outer.getFrames(0).getFunction())
        .isEqualTo("anExceptionArrivesWithItsCausesAndEverythingAroundIt");
    assertThat(outer.getFrames(0).getInApp()).isTrue();
    assertThat(outer.getFramesList()).anyMatch(frame -> !frame.getInApp());
    assertThat(event.getRelease()).isEqualTo("shop@9.9");
    assertThat(event.getEnvironment()).isEqualTo("staging");
    assertThat(event.getServerName()).isEqualTo("java-1");
    assertThat(event.getPlatform()).isEqualTo("java");
    assertThat(event.getLevel()).isEqualTo(Level.LEVEL_ERROR);
    assertThat(event.getUser().getId()).isEqualTo("u-17");
    assertThat(event.getUser().getEmail()).isEqualTo("ann@shop.example");
    assertThat(event.getTagsMap()).containsEntry("area", "checkout");
    assertThat(event.getBreadcrumbs(0).getMessage()).isEqualTo("added 1 item");
    assertThat(event.getAttachments(0).getData().toStringUtf8()).isEqualTo("cart");
    assertThat(event.getSdk().getName()).isEqualTo("sentry.java");
    assertThat(event.getTraceId()).hasSize(32);
  }

  @Test
  void aLogRecordArrivesWithItsTemplate() {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    SentryAppender appender = new SentryAppender();
    SentryOptions options = new SentryOptions();
    configure(options, project);
    Sentry.init(options);
    appender.setOptions(options);
    appender.setContext(context);
    appender.start();
    Logger logger = context.getLogger("shop.Orders");
    logger.addAppender(appender);

    logger.error("save failed for {}", "o-1", new IllegalArgumentException("no stock"));

    Event event = onlyEvent();
    assertThat(event.getMessage().getTemplate()).isEqualTo("save failed for {}");
    assertThat(event.getMessage().getFormatted()).isEqualTo("save failed for o-1");
    assertThat(event.getMessage().getParamsList()).containsExactly("o-1");
    assertThat(event.getLogger()).isEqualTo("shop.Orders");
    assertThat(event.getExceptions(0).getType()).isEqualTo("IllegalArgumentException");
    context.stop();
  }
}

package dev.culprit.ingest.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culprit.ingest.testing.FakeGrouping;
import dev.culprit.ingest.testing.TestIngest;
import dev.culprit.proto.ingest.v1.CreateProjectRequest;
import dev.culprit.proto.ingest.v1.CreateProjectResponse;
import dev.culprit.proto.ingest.v1.ProjectSettings;
import dev.culprit.proto.ingest.v1.UpdateProjectRequest;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.micrometer.core.instrument.Counter;
import io.sentry.DataCategory;
import io.sentry.Sentry;
import io.sentry.transport.RateLimiter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The published SDK of Java does as it is told when the budget is spent. The server's clock stands
 * eight seconds before the end of a minute, so that nobody waits a whole one.
 */
@ExtendWith(PostgresExtension.class)
class SentryJavaBackOffTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LEFT = Duration.ofSeconds(8);

  @TempDir Path data;
  private FakeGrouping grouping;
  private TestIngest ingest;

  @BeforeEach
  void start(TestDatabase database) {
    Instant now = Instant.now();
    Instant wanted = now.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60).minus(LEFT);
    Clock clock =
        Clock.offset(Clock.system(ZoneOffset.UTC), Duration.between(Instant.now(), wanted));
    grouping = new FakeGrouping(TestIngest.TOKEN).start();
    ingest = TestIngest.start(database, data, grouping, Map.of(), clock);
  }

  @AfterEach
  void stop() {
    Sentry.close();
    ingest.close();
    grouping.close();
  }

  @Test
  void fallsSilentWhenTheBudgetIsSpentAndResumesWhenTold() {
    CreateProjectResponse project = projectWithBudgetOf(1);
    String address = ingest.url("/").toString();
    Sentry.init(
        options -> {
          options.setDsn(
              address.replace("http://", "http://" + project.getKeySecret() + "@")
                  + project.getProject().getId());
          options.setEnableUncaughtExceptionHandler(false);
          options.setEnableAutoSessionTracking(false);
        });
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              send("until refused");
              return isSilent();
            });
    long refused = refused();

    for (int i = 0; i < 20; i++) {
      send("held back");
    }

    assertThat(refused()).isEqualTo(refused);
    await().atMost(PATIENCE).until(() -> !isSilent());
    send("resumed");
    await()
        .atMost(PATIENCE)
        .until(() -> messages().contains("resumed") && !messages().contains("held back"));
    assertThat(refused()).isEqualTo(refused);
  }

  private static void send(String message) {
    Sentry.captureMessage(message);
    Sentry.flush(2_000);
  }

  private List<String> messages() {
    return grouping.events().stream()
        .map(received -> received.getEvent().getMessage().getFormatted())
        .toList();
  }

  private static boolean isSilent() {
    RateLimiter limits = Sentry.getCurrentScopes().getRateLimiter();
    return limits != null && limits.isActiveForCategory(DataCategory.Error);
  }

  private long refused() {
    Counter counter =
        ingest.metrics().find("culprit.ingest.refused").tag("code", "rate_limited").counter();
    return counter == null ? 0 : (long) counter.count();
  }

  private CreateProjectResponse projectWithBudgetOf(long eventsPerMinute) {
    CreateProjectResponse project =
        ingest.projects().createProject(CreateProjectRequest.newBuilder().setName("Small").build());
    ingest
        .projects()
        .updateProject(
            UpdateProjectRequest.newBuilder()
                .setProjectId(project.getProject().getId())
                .setSettings(
                    ProjectSettings.newBuilder()
                        .setRetentionDays(30)
                        .setEventsPerMinute(eventsPerMinute))
                .build());
    return project;
  }
}

package dev.culprit.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culprit.ingest.testing.FakeGrouping;
import dev.culprit.ingest.testing.TestIngest;
import dev.culprit.proto.ingest.v1.CreateKeyRequest;
import dev.culprit.proto.ingest.v1.CreateKeyResponse;
import dev.culprit.proto.ingest.v1.CreateProjectRequest;
import dev.culprit.proto.ingest.v1.CreateProjectResponse;
import dev.culprit.proto.ingest.v1.ProjectSettings;
import dev.culprit.proto.ingest.v1.RevokeKeyRequest;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two ingest services on one database act as one. */
@ExtendWith(PostgresExtension.class)
class SeveralInstancesTest {
  private static final String BODY = "{\"error\":{\"class\":\"E\",\"message\":\"m\"}}";

  @TempDir static Path data;
  private static FakeGrouping grouping;
  private static TestIngest one;
  private static TestIngest two;

  @BeforeAll
  static void start(TestDatabase database) {
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

  @Test
  void bootstrapMakesOneProjectWhoeverComesFirst() {
    assertThat(one.post(BODY).statusCode()).isEqualTo(201);
    assertThat(two.post(BODY).statusCode()).isEqualTo(201);
  }

  @Test
  void shareOneBudgetOfAProject() {
    awaitStartOfAMinute();
    String key = project("Shared budget", 40).getKeySecret();

    int accepted = 0;
    HttpResponse<String> refused = null;
    for (int i = 0; i < 60; i++) {
      HttpResponse<String> answer = send(i % 2 == 0 ? one : two, key);
      if (answer.statusCode() == 201) {
        accepted++;
      } else {
        refused = answer;
      }
    }

    assertThat(accepted).isEqualTo(40);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.headers().firstValue("retry-after").orElseThrow()))
        .isBetween(1, 60);
    assertThat(refused.body()).contains("rate_limited");
  }

  @Test
  void aRevokedKeyIsRefusedEverywhereWithinFiveSeconds() {
    CreateProjectResponse project = project("Revocation", 0);
    assertThat(send(one, project.getKeySecret()).statusCode()).isEqualTo(201);
    assertThat(send(two, project.getKeySecret()).statusCode()).isEqualTo(201);

    one.projects()
        .revokeKey(
            RevokeKeyRequest.newBuilder()
                .setProjectId(project.getProject().getId())
                .setKeyId(project.getKey().getId())
                .build());
    Instant revoked = Instant.now();

    await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () ->
                send(one, project.getKeySecret()).statusCode() == 401
                    && send(two, project.getKeySecret()).statusCode() == 401);
    assertThat(Duration.between(revoked, Instant.now())).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aKeyRefusedBeforeItWasMadeWorksSoonAfter() {
    CreateProjectResponse project = project("Fresh key", 0);
    CreateKeyResponse key =
        one.projects()
            .createKey(
                CreateKeyRequest.newBuilder()
                    .setProjectId(project.getProject().getId())
                    .setName("second")
                    .build());

    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> send(two, key.getKeySecret()).statusCode() == 201);
  }

  private static CreateProjectResponse project(String name, long eventsPerMinute) {
    return one.projects()
        .createProject(
            CreateProjectRequest.newBuilder()
                .setName(name)
                .setSettings(ProjectSettings.newBuilder().setEventsPerMinute(eventsPerMinute))
                .build());
  }

  private static HttpResponse<String> send(TestIngest ingest, String key) {
    return ingest.send(
        HttpRequest.newBuilder(ingest.url("/ingest/v1/errors"))
            .header("Checkend-Ingestion-Key", key)
            .POST(BodyPublishers.ofString(BODY)));
  }

  /** Budgets are counted by the minute of the clock; a test must not fall over its end. */
  private static void awaitStartOfAMinute() {
    await().atMost(Duration.ofSeconds(30)).until(() -> Instant.now().getEpochSecond() % 60 < 45);
  }
}

package dev.culprit.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culprit.ingest.testing.FakeGrouping;
import dev.culprit.ingest.testing.TestIngest;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class DatabaseAwayTest {
  private static final String BODY = "{\"error\":{\"class\":\"E\",\"message\":\"m\"}}";

  @TempDir Path data;

  @Test
  void knownKeysGoOnWorkingAndOthersAreAskedToWait(TestDatabase database) {
    try (FakeGrouping grouping = new FakeGrouping(TestIngest.TOKEN).start();
        TestIngest ingest = TestIngest.start(database, data, grouping, Map.of())) {
      assertThat(ingest.post(BODY).statusCode()).isEqualTo(201);
      database(database).execute("ALTER DATABASE " + database.name() + " ALLOW_CONNECTIONS false");
      database(database)
          .execute(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                  + database.name()
                  + "' AND pid <> pg_backend_pid()");

      for (int i = 0; i < 10; i++) {
        assertThat(ingest.post(BODY).statusCode()).isEqualTo(201);
      }
      HttpResponse<String> unknown =
          ingest.send(
              HttpRequest.newBuilder(ingest.url("/ingest/v1/errors"))
                  .header("Checkend-Ingestion-Key", "d".repeat(32))
                  .POST(BodyPublishers.ofString(BODY)));
      assertThat(unknown.statusCode()).isEqualTo(503);
      assertThat(unknown.headers().firstValue("retry-after")).isPresent();
      assertThat(ingest.service().readiness().ready()).isTrue();

      database(database).execute("ALTER DATABASE " + database.name() + " ALLOW_CONNECTIONS true");
      await()
          .atMost(Duration.ofSeconds(15))
          .until(
              () ->
                  ingest
                          .send(
                              HttpRequest.newBuilder(ingest.url("/ingest/v1/errors"))
                                  .header("Checkend-Ingestion-Key", "d".repeat(32))
                                  .POST(BodyPublishers.ofString(BODY)))
                          .statusCode()
                      == 401);
    }
  }

  /** Statements on the server's own database, since the test's takes no connections. */
  private static Maintenance database(TestDatabase database) {
    return new Maintenance(database.port());
  }

  private record Maintenance(int port) {
    void execute(String sql) {
      try (var connection =
              java.sql.DriverManager.getConnection(
                  "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=culprit");
          var statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (java.sql.SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}

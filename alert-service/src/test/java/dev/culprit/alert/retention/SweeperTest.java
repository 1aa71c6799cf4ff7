package dev.culprit.alert.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.runtime.database.DatabaseConfig;
import dev.culprit.runtime.database.DatabasePool;
import dev.culprit.runtime.database.Migrations;
import dev.culprit.runtime.database.SchemaOwner;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestClock;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class SweeperTest {
  @Test
  void deletesWhatIsTooOldAndNothingElse(TestDatabase database) throws Exception {
    Vertx vertx = Vertx.vertx();
    DatabaseConfig config =
        new DatabaseConfig(database.uri(), Optional.empty(), "culprit_alerting", 2);
    await(
        Migrations.run(
            vertx,
            config,
            new SchemaOwner(
                "alerting", "culprit_alerting", "db/migration/alerting", List.of(), List.of())));
    database.execute(
        "INSERT INTO alerting.rate_minutes SELECT 1, p, '', timestamptz '2026-03-01' - d * interval '1 day', 1"
            + " FROM generate_series(1, 1500) p, generate_series(0, 12, 3) d",
        "INSERT INTO alerting.counted_activities SELECT d, timestamptz '2026-03-01' - d * interval '1 day'"
            + " FROM generate_series(1, 10) d",
        "INSERT INTO alerting.incidents (rule_name, rule_kind, project_id, problem_id, opened_at, closed_at, last_hot_at, reason)"
            + " SELECT '', 'spike', 1, d, timestamptz '2026-03-01' - d * interval '1 day',"
            + " CASE WHEN d < 110 THEN timestamptz '2026-03-01' END, now(), ''"
            + " FROM generate_series(80, 120, 10) d",
        "INSERT INTO alerting.notifications (project_id, incident_id, channel_name, channel_kind)"
            + " SELECT 1, id, '', 'email' FROM alerting.incidents");
    Pool pool = DatabasePool.open(vertx, config);

    await(new Sweeper(pool, new TestClock(Instant.parse("2026-03-01T00:00:00Z"))).sweep());

    // Days 0, 3 and 6 of 1,500 problems; activities of seven days; incidents of 80, 90 and the open
    // 110 and 120.
    assertThat(count(pool, "rate_minutes")).isEqualTo(4500);
    assertThat(count(pool, "counted_activities")).isEqualTo(7);
    assertThat(count(pool, "incidents")).isEqualTo(4);
    assertThat(count(pool, "notifications")).isEqualTo(4);
    await(pool.close());
    await(vertx.close());
  }

  private static long count(Pool pool, String table) throws Exception {
    return await(pool.query("SELECT count(*) FROM " + table).execute())
        .iterator()
        .next()
        .getLong(0);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}

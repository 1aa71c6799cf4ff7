package dev.culprit.runtime.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.config.Environment;
import dev.culprit.runtime.config.Secret;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class DatabasePoolTest {
  private static final SchemaOwner PARK =
      new SchemaOwner("park", "culprit_park", "db/migration/vault", List.of(), List.of());

  private final Vertx vertx = Vertx.vertx();
  private final TestDatabase database;
  private final Pool pool;

  DatabasePoolTest(TestDatabase database) {
    this.database = database;
    Migrations.run(vertx, config(), PARK).await();
    pool = DatabasePool.open(vertx, config());
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void everySessionActsAsTheRoleInItsSchema() {
    List<Future<String>> users =
        IntStream.range(0, 10)
            .mapToObj(i -> text("SELECT current_user || ' ' || current_schema() || pg_sleep(0.01)"))
            .toList();

    assertThat(Future.all(users).await().<String>list()).allMatch("culprit_park park"::equals);
  }

  @Test
  void comesBackAfterItsSessionsWereKilled() {
    text("SELECT 'warm'").await();

    database.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'culprit_park'");

    await().ignoreExceptions().until(() -> text("SELECT 'again'").await().equals("again"));
  }

  @Test
  void runsManyStatementsOnFewConnections() {
    List<Future<Integer>> answers =
        IntStream.range(0, 500)
            .mapToObj(
                i ->
                    pool.preparedQuery("SELECT $1::int")
                        .execute(Tuple.of(i))
                        .map(rows -> rows.iterator().next().getInteger(0)))
            .toList();

    assertThat(Future.all(answers).await().<Integer>list()).hasSize(500).containsSequence(0, 1, 2);
  }

  @Test
  void defaultsAreThoseOfTheEmbeddedServer() {
    DatabaseConfig config = DatabaseConfig.from(Environment.of(Map.of()), "culprit_park", 5);

    assertThat(config)
        .isEqualTo(
            new DatabaseConfig(
                "postgresql://culprit@127.0.0.1:5433/culprit",
                Optional.empty(),
                "culprit_park",
                5));
  }

  @Test
  void readsEveryKey() {
    Environment environment =
        Environment.of(
            Map.of(
                "CULPRIT_DATABASE_URI", "postgresql://me:old@db:5432/errors",
                "CULPRIT_DATABASE_PASSWORD", "new",
                "CULPRIT_DATABASE_POOL_SIZE", "9"));

    DatabaseConfig config = DatabaseConfig.from(environment, "culprit_park", 5);

    assertThat(config.poolSize()).isEqualTo(9);
    assertThat(config.password()).contains(new Secret("new"));
    assertThat(config.login().getPassword()).isEqualTo("new");
    assertThat(config)
        .hasToString("DatabaseConfig[me@db:5432/errors as culprit_park, 9 connections]");
  }

  @Test
  void refusesAUriThatIsNone() {
    assertThatThrownBy(
            () ->
                DatabaseConfig.from(
                    Environment.of(Map.of("CULPRIT_DATABASE_URI", "mysql://db")),
                    "culprit_park",
                    5))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("CULPRIT_DATABASE_URI");
  }

  private DatabaseConfig config() {
    return new DatabaseConfig(database.uri(), Optional.empty(), "culprit_park", 3);
  }

  private Future<String> text(String query) {
    return pool.query(query).execute().map(rows -> rows.iterator().next().getString(0));
  }
}

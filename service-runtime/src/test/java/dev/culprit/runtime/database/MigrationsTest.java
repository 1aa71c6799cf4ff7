package dev.culprit.runtime.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class MigrationsTest {
  private static final SchemaOwner LIBRARY =
      new SchemaOwner(
          "library", "culprit_library", "db/migration/library", List.of("pg_trgm"), List.of());
  private static final SchemaOwner VAULT =
      new SchemaOwner(
          "vault", "culprit_vault", "db/migration/vault", List.of(), List.of("library"), false);

  private final Vertx vertx = Vertx.vertx();
  private final TestDatabase database;

  MigrationsTest(TestDatabase database) {
    this.database = database;
    migrate(LIBRARY);
    migrate(VAULT);
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void eightProcessesMayMigrateAtOnce() {
    database.execute("DROP SCHEMA library CASCADE", "DROP EXTENSION pg_trgm");

    List<Future<Void>> runs =
        IntStream.range(0, 8)
            .mapToObj(i -> Migrations.run(vertx, config(LIBRARY.role()), LIBRARY))
            .toList();
    Future.all(runs).await();

    assertThat(text(LIBRARY.role(), "SELECT count(*)::text FROM books")).isEqualTo("1");
    assertThat(text(LIBRARY.role(), "SELECT count(*)::text FROM schema_history")).isEqualTo("1");
  }

  @Test
  void tablesBelongToTheRole() {
    assertThat(
            text(
                LIBRARY.role(), "SELECT tableowner::text FROM pg_tables WHERE tablename = 'books'"))
        .isEqualTo("culprit_library");
    assertThat(text(LIBRARY.role(), "SELECT current_user::text")).isEqualTo("culprit_library");
  }

  @Test
  void roleMayReadAnotherSchemaButNotWriteIt() {
    assertThat(text(VAULT.role(), "SELECT title FROM library.books")).isEqualTo("Kalevala");
    assertRefused(VAULT.role(), "INSERT INTO library.books (title) VALUES ('x')");
    assertRefused(VAULT.role(), "CREATE TABLE library.mine (id int)");
    assertRefused(VAULT.role(), "DROP TABLE library.books");
    assertRefused(VAULT.role(), "SELECT value FROM library.secrets");
  }

  @Test
  void readerMayOnlySelect() {
    assertThat(text(Migrations.READER, "SELECT title FROM library.books")).isEqualTo("Kalevala");
    assertRefused(Migrations.READER, "DELETE FROM library.books");
    assertRefused(Migrations.READER, "SELECT value FROM library.secrets");
  }

  @Test
  void unreadableSchemaStaysUnreadable() {
    assertRefused(Migrations.READER, "SELECT amount::text FROM vault.coins");
    assertRefused(LIBRARY.role(), "SELECT amount::text FROM vault.coins");
  }

  @Test
  void roleWithoutAlsoReadsSeesNothingElse() {
    assertThat(text(LIBRARY.role(), "SELECT pg_has_role('culprit_reader', 'USAGE')::text"))
        .isEqualTo("false");
  }

  @Test
  void loginWithoutRightsIsToldWhatToRun() {
    recreateLogin("guest", "");

    assertThatThrownBy(
            () -> Migrations.run(vertx, login("guest", "culprit_attic"), attic()).await())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("CREATE ROLE culprit_attic NOLOGIN")
        .hasMessageContaining("GRANT culprit_attic TO \"guest\"")
        .hasMessageContaining("CREATE SCHEMA attic AUTHORIZATION culprit_attic");
  }

  @Test
  void whatItTellsToRunIsEnough() {
    recreateLogin("poor", "");
    String message = "";
    try {
      Migrations.run(vertx, login("poor", "culprit_attic"), attic()).await();
    } catch (ConfigException e) {
      message = e.getMessage();
    }

    database.execute(message.substring(message.indexOf("CREATE ROLE")));

    Migrations.run(vertx, login("poor", "culprit_attic"), attic()).await();
    assertThat(text(login("poor", "culprit_attic"), "SELECT current_user::text"))
        .isEqualTo("culprit_attic");
    database.execute("DROP SCHEMA attic CASCADE", "DROP ROLE culprit_attic");
  }

  @Test
  void loginThatMayCreateRolesNeedsNoSuperuser() {
    recreateLogin("maker", "CREATEROLE");
    database.execute("GRANT CREATE ON DATABASE " + database.name() + " TO maker");

    Migrations.run(vertx, login("maker", "culprit_attic"), attic()).await();

    assertThat(text(login("maker", "culprit_attic"), "SELECT current_user::text"))
        .isEqualTo("culprit_attic");
    database.execute("DROP SCHEMA attic CASCADE", "DROP ROLE culprit_attic");
  }

  private static SchemaOwner attic() {
    return new SchemaOwner("attic", "culprit_attic", "db/migration/vault", List.of(), List.of());
  }

  private void recreateLogin(String name, String options) {
    database.execute(
        "DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '"
            + name
            + "') THEN"
            + " EXECUTE 'DROP OWNED BY "
            + name
            + "'; EXECUTE 'DROP ROLE "
            + name
            + "'; END IF; END $$",
        "CREATE ROLE " + name + " LOGIN " + options);
  }

  private DatabaseConfig config(String role) {
    return new DatabaseConfig(database.uri(), Optional.empty(), role, 2);
  }

  private DatabaseConfig login(String user, String role) {
    return new DatabaseConfig(
        database.uri().replace("culprit@", user + "@"), Optional.empty(), role, 2);
  }

  private void migrate(SchemaOwner owner) {
    Migrations.run(vertx, config(owner.role()), owner).await();
  }

  private String text(String role, String query) {
    return text(config(role), query);
  }

  private String text(DatabaseConfig config, String query) {
    Pool pool = DatabasePool.open(vertx, config);
    try {
      return pool.query(query).execute().await().iterator().next().getString(0);
    } finally {
      pool.close().await();
    }
  }

  private void assertRefused(String role, String statement) {
    assertThatThrownBy(() -> text(role, statement))
        .isInstanceOfSatisfying(
            PgException.class, e -> assertThat(e.getSqlState()).isEqualTo("42501"));
  }
}

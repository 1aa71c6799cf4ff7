package dev.culprit.runtime.database;

import dev.culprit.runtime.config.ConfigException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a schema, its roles and its tables, whichever of them are missing. Any number of processes
 * may do it at once: one works, the others wait and then find nothing to do. Waits up to a minute
 * for a PostgreSQL that is still starting.
 */
public final class Migrations {
  /** The role that may read every readable schema. */
  public static final String READER = "culprit_reader";

  private static final Logger log = LoggerFactory.getLogger(Migrations.class);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long PAUSE_MILLIS = 500;
  // Any number, as long as every process takes the same one.
  private static final long LOCK = 0x63756C70726974L;

  private Migrations() {}

  /**
   * Runs on a worker thread. Fails with a {@link ConfigException} when a person must act, and says
   * what to do.
   */
  public static Future<Void> run(Vertx vertx, DatabaseConfig config, SchemaOwner owner) {
    return vertx.executeBlocking(
        () -> {
          run(config, owner);
          return null;
        },
        false);
  }

  static void run(DatabaseConfig config, SchemaOwner owner)
      throws SQLException, InterruptedException {
    try (Connection connection = connect(config);
        Statement statement = connection.createStatement()) {
      // Held by the session, so it ends with the connection even when this process dies.
      statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
      new SchemaSetup(connection, owner).run();
      migrate(config, owner);
    } catch (FlywayException e) {
      throw new ConfigException(
          "schema " + owner.schema() + " cannot be migrated: " + e.getMessage(), e);
    }
  }

  private static void migrate(DatabaseConfig config, SchemaOwner owner) {
    PGSimpleDataSource source = source(config);
    source.setOptions("-c role=" + owner.role());
    int applied =
        Flyway.configure()
            .loggers("slf4j")
            .dataSource(source)
            .schemas(owner.schema())
            .createSchemas(false)
            .table("schema_history")
            .locations("classpath:" + owner.location())
            .failOnMissingLocations(true)
            .validateMigrationNaming(true)
            .placeholderReplacement(false)
            .load()
            .migrate()
            .migrationsExecuted;
    log.atInfo()
        .addKeyValue("schema", owner.schema())
        .addKeyValue("applied", applied)
        .log("schema is up to date");
  }

  private static Connection connect(DatabaseConfig config)
      throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    boolean told = false;
    while (true) {
      try {
        return source(config).getConnection();
      } catch (SQLException e) {
        if (!isStarting(e)) {
          throw new ConfigException(
              "cannot log in to PostgreSQL with CULPRIT_DATABASE_URI: " + e.getMessage(), e);
        }
        if (System.nanoTime() > deadline) {
          throw new ConfigException(
              "PostgreSQL cannot be reached at CULPRIT_DATABASE_URI: " + e.getMessage(), e);
        }
        if (!told) {
          told = true;
          log.atInfo().addKeyValue("cause", e.getMessage()).log("waiting for PostgreSQL");
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  /**
   * Cannot connect (08), starting up or shutting down (57P0x), or all connections taken (53300).
   */
  private static boolean isStarting(SQLException e) {
    String state = e.getSQLState();
    return state != null
        && (state.startsWith("08") || state.startsWith("57P0") || state.equals("53300"));
  }

  static PGSimpleDataSource source(DatabaseConfig config) {
    PgConnectOptions login = config.login();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {login.getHost()});
    source.setPortNumbers(new int[] {login.getPort()});
    source.setDatabaseName(login.getDatabase());
    source.setUser(login.getUser());
    source.setPassword(login.getPassword());
    source.setApplicationName("culprit migrations");
    source.setConnectTimeout(10);
    switch (login.getSslMode()) {
      case DISABLE, ALLOW, PREFER -> {}
      case REQUIRE -> source.setSslMode("require");
      case VERIFY_CA -> source.setSslMode("verify-ca");
      case VERIFY_FULL -> source.setSslMode("verify-full");
    }
    return source;
  }
}

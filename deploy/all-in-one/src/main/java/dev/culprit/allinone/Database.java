package dev.culprit.allinone;

import dev.culprit.allinone.console.Console;
import dev.culprit.allinone.settings.DataDirectory;
import dev.culprit.allinone.settings.Settings;
import dev.culprit.runtime.database.EmbeddedPostgres;
import dev.culprit.runtime.database.EmbeddedPostgresConfig;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The embedded PostgreSQL, unless the user has one: durable, sized for one machine, and brought
 * back when it dies.
 */
final class Database implements AutoCloseable {
  /** The embedded build knows neither lz4 nor zstd, and would not start when told to use them. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("shared_buffers", "128MB"),
          Map.entry("effective_cache_size", "512MB"),
          Map.entry("work_mem", "8MB"),
          Map.entry("maintenance_work_mem", "64MB"),
          Map.entry("max_connections", "80"),
          Map.entry("wal_buffers", "16MB"),
          Map.entry("min_wal_size", "256MB"),
          Map.entry("max_wal_size", "2GB"),
          Map.entry("checkpoint_timeout", "15min"),
          Map.entry("checkpoint_completion_target", "0.9"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("random_page_cost", "1.1"),
          Map.entry("jit", "off"));

  private final @Nullable EmbeddedPostgres postgres;
  private final Settings settings;

  private Database(@Nullable EmbeddedPostgres postgres, Settings settings) {
    this.postgres = postgres;
    this.settings = settings;
  }

  static Database open(Settings settings, DataDirectory data, Console console) {
    if (!settings.wantsEmbeddedDatabase()) {
      return new Database(null, settings);
    }
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            new EmbeddedPostgresConfig(
                data.postgres(),
                EmbeddedPostgresConfig.defaultCacheDirectory(),
                0,
                SETTINGS,
                true));
    postgres.onDeath(() -> console.say("postgresql died; starting it again"));
    postgres.keepRunning();
    return new Database(postgres, settings.withDatabase(postgres.uri(), postgres.password()));
  }

  static boolean isFirstStart(DataDirectory data) {
    return !Files.exists(data.postgres().resolve("PG_VERSION"));
  }

  /** With the database that the services shall use. */
  Settings settings() {
    return settings;
  }

  String description() {
    return postgres == null
        ? "as CULPRIT_DATABASE_URI says"
        : "embedded, port " + postgres.port() + ", process " + postgres.pid();
  }

  @Override
  public void close() {
    if (postgres != null) {
      postgres.stop();
    }
  }
}

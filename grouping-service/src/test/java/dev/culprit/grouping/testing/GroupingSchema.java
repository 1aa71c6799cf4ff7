package dev.culprit.grouping.testing;

import dev.culprit.grouping.GroupingConfig;
import dev.culprit.runtime.database.DatabaseConfig;
import dev.culprit.runtime.database.DatabasePool;
import dev.culprit.runtime.database.Migrations;
import dev.culprit.runtime.database.SchemaOwner;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;

/** The schema in an empty database, for tests of single stores. */
public final class GroupingSchema {

  private GroupingSchema() {}

  /** Migrates and opens a pool as the service's own role. */
  public static Pool open(Vertx vertx, TestDatabase database) {
    DatabaseConfig config =
        new DatabaseConfig(database.uri(), Optional.empty(), GroupingConfig.ROLE, 8);
    Migrations.run(
            vertx,
            config,
            new SchemaOwner(
                "grouping",
                GroupingConfig.ROLE,
                "db/migration/grouping",
                List.of("pg_trgm"),
                List.of("ingest")))
        .await();
    return DatabasePool.open(vertx, config);
  }
}

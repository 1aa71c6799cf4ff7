package dev.culprit.ingest.project;

import com.google.protobuf.Timestamp;
import dev.culprit.proto.ingest.v1.IngestionKey;
import dev.culprit.proto.ingest.v1.Project;
import dev.culprit.proto.ingest.v1.ProjectSettings;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Projects and keys in PostgreSQL, as the contract's messages, since nothing else is made of them.
 */
final class ProjectStore {
  private static final String PROJECT_COLUMNS =
      "id, slug, name, created_at, retention_days, events_per_minute, scrub_names,"
          + " scrub_ip_addresses";
  private static final String KEY_COLUMNS = "id, project_id, name, prefix, created_at, revoked_at";
  // Any number does, as long as everybody takes the same.
  private static final long BOOTSTRAP_LOCK = 4_317_001;

  private final Pool pool;

  ProjectStore(Pool pool) {
    this.pool = pool;
  }

  <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> work) {
    return pool.withTransaction(work);
  }

  /** One bootstrap at a time over all instances, until the transaction ends. */
  Future<Boolean> isEmptyAndLocked(SqlClient client) {
    return client
        .preparedQuery("SELECT pg_advisory_xact_lock($1)")
        .execute(Tuple.of(BOOTSTRAP_LOCK))
        .compose(
            locked ->
                client.query("SELECT NOT EXISTS (SELECT FROM ingest.projects) AS none").execute())
        .map(rows -> rows.iterator().next().getBoolean("none"));
  }

  /** Empty when the slug is taken. */
  Future<Optional<Project>> insert(
      SqlClient client, String slug, String name, ProjectSettings settings) {
    return client
        .preparedQuery(
            "INSERT INTO ingest.projects (slug, name, retention_days, events_per_minute,"
                + " scrub_names, scrub_ip_addresses) VALUES ($1, $2, $3, $4, $5, $6)"
                + " ON CONFLICT (slug) DO NOTHING RETURNING "
                + PROJECT_COLUMNS)
        .execute(
            Tuple.of(slug, name, settings.getRetentionDays(), settings.getEventsPerMinute())
                .addArrayOfString(settings.getScrubNamesList().toArray(String[]::new))
                .addBoolean(settings.getScrubIpAddresses()))
        .map(rows -> first(rows).map(ProjectStore::project));
  }

  /** Empty when there is no such project. */
  Future<Optional<Project>> update(
      long id, @Nullable String name, @Nullable ProjectSettings settings) {
    ProjectSettings values = settings == null ? ProjectSettings.getDefaultInstance() : settings;
    return pool.preparedQuery(
            "UPDATE ingest.projects SET name = coalesce($2, name),"
                + " retention_days = CASE WHEN $3 THEN $4 ELSE retention_days END,"
                + " events_per_minute = CASE WHEN $3 THEN $5 ELSE events_per_minute END,"
                + " scrub_names = CASE WHEN $3 THEN $6 ELSE scrub_names END,"
                + " scrub_ip_addresses = CASE WHEN $3 THEN $7 ELSE scrub_ip_addresses END"
                + " WHERE id = $1 RETURNING "
                + PROJECT_COLUMNS)
        .execute(
            Tuple.of(id, name, settings != null)
                .addInteger(values.getRetentionDays())
                .addLong(values.getEventsPerMinute())
                .addArrayOfString(values.getScrubNamesList().toArray(String[]::new))
                .addBoolean(values.getScrubIpAddresses()))
        .map(rows -> first(rows).map(ProjectStore::project));
  }

  /** Empty when there is no such project. */
  Future<Optional<IngestionKey>> insertKey(
      SqlClient client, long projectId, String name, String secret) {
    return client
        .preparedQuery(
            "INSERT INTO ingest.ingestion_keys (project_id, name, key_hash, prefix)"
                + " SELECT id, $2, $3, $4 FROM ingest.projects WHERE id = $1 RETURNING "
                + KEY_COLUMNS)
        .execute(
            Tuple.of(
                projectId, name, Buffer.buffer(KeyHash.of(secret).bytes()), secret.substring(0, 6)))
        .map(rows -> first(rows).map(ProjectStore::key));
  }

  Future<Optional<IngestionKey>> insertKey(long projectId, String name, String secret) {
    return insertKey(pool, projectId, name, secret);
  }

  /** Empty when the project has no such key; revoking again keeps the first time. */
  Future<Optional<IngestionKey>> revokeKey(long projectId, long keyId) {
    return pool.preparedQuery(
            "UPDATE ingest.ingestion_keys SET revoked_at = coalesce(revoked_at, now())"
                + " WHERE id = $2 AND project_id = $1 RETURNING "
                + KEY_COLUMNS)
        .execute(Tuple.of(projectId, keyId))
        .map(rows -> first(rows).map(ProjectStore::key));
  }

  private static Optional<Row> first(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
  }

  private static Project project(Row row) {
    ProjectSettings.Builder settings =
        ProjectSettings.newBuilder()
            .setRetentionDays(row.getInteger("retention_days"))
            .setEventsPerMinute(row.getLong("events_per_minute"))
            .setScrubIpAddresses(row.getBoolean("scrub_ip_addresses"));
    for (String name : row.getArrayOfStrings("scrub_names")) {
      settings.addScrubNames(name);
    }
    return Project.newBuilder()
        .setId(row.getLong("id"))
        .setSlug(row.getString("slug"))
        .setName(row.getString("name"))
        .setCreatedAt(timestamp(row.getOffsetDateTime("created_at")))
        .setSettings(settings)
        .build();
  }

  private static IngestionKey key(Row row) {
    IngestionKey.Builder key =
        IngestionKey.newBuilder()
            .setId(row.getLong("id"))
            .setProjectId(row.getLong("project_id"))
            .setName(row.getString("name"))
            .setPrefix(row.getString("prefix"))
            .setCreatedAt(timestamp(row.getOffsetDateTime("created_at")));
    OffsetDateTime revokedAt = row.getOffsetDateTime("revoked_at");
    if (revokedAt != null) {
      key.setRevokedAt(timestamp(revokedAt));
    }
    return key.build();
  }

  private static Timestamp timestamp(OffsetDateTime time) {
    return Timestamp.newBuilder().setSeconds(time.toEpochSecond()).setNanos(time.getNano()).build();
  }
}

package dev.culprit.query.project;

import dev.culprit.proto.ingest.v1.IngestionKey;
import dev.culprit.query.http.Times;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** An ingestion key without its secret. */
record IngestionKeyView(
    long id,
    long projectId,
    String name,
    String prefix,
    String createdAt,
    @Nullable String revokedAt) {
  static final String COLUMNS = "id, project_id, name, prefix, created_at, revoked_at";

  static IngestionKeyView of(Row row) {
    return new IngestionKeyView(
        row.getLong("id"),
        row.getLong("project_id"),
        row.getString("name"),
        row.getString("prefix"),
        Times.text(row.getOffsetDateTime("created_at")),
        Times.textOrNull(row.getOffsetDateTime("revoked_at")));
  }

  static IngestionKeyView of(IngestionKey key) {
    return new IngestionKeyView(
        key.getId(),
        key.getProjectId(),
        key.getName(),
        key.getPrefix(),
        Times.text(key.getCreatedAt()),
        key.hasRevokedAt() ? Times.text(key.getRevokedAt()) : null);
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("id", id)
        .put("project_id", projectId)
        .put("name", name)
        .put("prefix", prefix)
        .put("created_at", createdAt)
        .put("revoked_at", revokedAt);
  }
}

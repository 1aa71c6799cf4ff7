package dev.culprit.query.alert;

import dev.culprit.query.http.Times;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;

/**
 * A channel as it is shown: without its secrets.
 *
 * @param settings what may be shown of the target, by its kind
 */
record ChannelView(
    long id,
    long projectId,
    String name,
    boolean enabled,
    String kind,
    JsonObject settings,
    OffsetDateTime createdAt) {
  static final String COLUMNS = "id, project_id, name, enabled, kind, settings, created_at";

  static ChannelView of(Row row) {
    return new ChannelView(
        row.getLong("id"),
        row.getLong("project_id"),
        row.getString("name"),
        row.getBoolean("enabled"),
        row.getString("kind"),
        row.getJsonObject("settings"),
        row.getOffsetDateTime("created_at"));
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("id", id)
        .put("project_id", projectId)
        .put("name", name)
        .put("enabled", enabled)
        .put("kind", kind)
        .put("target", settings)
        .put("created_at", Times.text(createdAt));
  }
}

package dev.culprit.query.monitor;

import dev.culprit.query.http.Times;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;

/** One monitor as JSON, and what belongs to it. */
final class MonitorView {
  private MonitorView() {}

  static JsonObject monitor(Row row) {
    String crontab = row.getString("crontab");
    Long minutes = row.getLong("interval_minutes");
    String kind = crontab != null ? "crontab" : minutes != null ? "interval" : "unknown";
    return new JsonObject()
        .put("id", row.getLong("id"))
        .put("slug", row.getString("slug"))
        .put(
            "schedule",
            new JsonObject()
                .put("type", kind)
                .put("crontab", crontab)
                .put("interval_minutes", minutes)
                .put("timezone", row.getString("timezone")))
        .put("margin_minutes", row.getInteger("margin_minutes"))
        .put("max_runtime_minutes", row.getInteger("runtime_minutes"))
        .put("created_at", Times.text(row.getOffsetDateTime("created_at")))
        .put("environments", new JsonArray());
  }

  static JsonObject environment(Row row) {
    return new JsonObject()
        .put("environment", row.getString("environment"))
        .put("status", row.getString("status"))
        .put("last_check_in_at", Times.text(row.getOffsetDateTime("last_check_in_at")))
        .put("next_due_at", Times.textOrNull(row.getOffsetDateTime("next_due_at")))
        .put("runs", new JsonArray());
  }

  static JsonObject run(Row row) {
    return new JsonObject()
        .put("id", row.getLong("id"))
        .put("status", row.getString("status"))
        .put("started_at", Times.text(row.getOffsetDateTime("started_at")))
        .put("finished_at", Times.textOrNull(row.getOffsetDateTime("finished_at")))
        .put("duration_ms", row.getLong("duration_ms"))
        .put("release", row.getString("release"));
  }
}

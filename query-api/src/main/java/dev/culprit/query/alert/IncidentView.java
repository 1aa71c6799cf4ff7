package dev.culprit.query.alert;

import dev.culprit.query.http.Times;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** An incident as it is shown. */
record IncidentView(long id, JsonObject json) {
  static final String COLUMNS =
      """
      i.id, i.rule_id, i.rule_name, i.rule_kind, i.project_id, i.problem_id, i.environment, i.opened_at, i.closed_at, i.last_hot_at,
      i.reason, i.close_reason, i.numbers, i.problem, i.notified, i.muted, i.mute_reason, i.closed_by,
      i.scope_kind, i.scope_key""";

  static IncidentView of(Row row) {
    long problemId = row.getLong("problem_id");
    JsonObject problem = row.getJsonObject("problem");
    JsonObject json =
        new JsonObject()
            .put("id", row.getLong("id"))
            .put("rule_id", row.getLong("rule_id"))
            .put("rule_name", row.getString("rule_name"))
            .put("rule_kind", row.getString("rule_kind"))
            .put("project_id", row.getLong("project_id"))
            .put("problem_id", problemId == 0 ? null : problemId)
            .put("environment", orNull(row.getString("environment")))
            .put("scope_kind", orNull(row.getString("scope_kind")))
            .put("scope_key", orNull(row.getString("scope_key")))
            .put("state", row.getOffsetDateTime("closed_at") == null ? "open" : "closed")
            .put("opened_at", Times.text(row.getOffsetDateTime("opened_at")))
            .put("closed_at", Times.textOrNull(row.getOffsetDateTime("closed_at")))
            .put("last_hot_at", Times.text(row.getOffsetDateTime("last_hot_at")))
            .put("reason", row.getString("reason"))
            .put("close_reason", orNull(row.getString("close_reason")))
            .put("closed_by", orNull(row.getString("closed_by")))
            .put("numbers", row.getJsonObject("numbers"))
            .put("problem", problem.isEmpty() ? null : problem)
            .put("notified", row.getBoolean("notified"))
            .put("muted", row.getBoolean("muted"))
            .put("mute_reason", orNull(row.getString("mute_reason")));
    return new IncidentView(row.getLong("id"), json);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}

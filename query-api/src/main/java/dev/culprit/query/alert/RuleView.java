package dev.culprit.query.alert;

import dev.culprit.query.http.Times;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * An alert rule as it is shown.
 *
 * @param environment empty = all
 * @param condition the contract's RuleCondition
 */
record RuleView(
    long id,
    long projectId,
    String name,
    boolean enabled,
    String environment,
    int cooldownMinutes,
    JsonObject condition,
    List<Long> channelIds,
    OffsetDateTime createdAt) {
  static final String COLUMNS =
      "id, project_id, name, enabled, environment, cooldown_minutes, kind, condition, channel_ids, created_at";

  static RuleView of(Row row) {
    return new RuleView(
        row.getLong("id"),
        row.getLong("project_id"),
        row.getString("name"),
        row.getBoolean("enabled"),
        row.getString("environment"),
        row.getInteger("cooldown_minutes"),
        new JsonObject().put("kind", row.getString("kind")).mergeIn(row.getJsonObject("condition")),
        List.of(row.getArrayOfLongs("channel_ids")),
        row.getOffsetDateTime("created_at"));
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("id", id)
        .put("project_id", projectId)
        .put("name", name)
        .put("enabled", enabled)
        .put("environment", environment.isEmpty() ? null : environment)
        .put("cooldown_minutes", cooldownMinutes)
        .put("condition", condition)
        .put("channel_ids", new JsonArray(channelIds))
        .put("created_at", Times.text(createdAt));
  }
}

package dev.culprit.query.event;

import dev.culprit.query.http.Times;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What is kept of every event, also of those whose payload was sampled out. */
record EventRow(
    long id,
    long projectId,
    long problemId,
    OffsetDateTime occurredAt,
    OffsetDateTime receivedAt,
    String environment,
    String release,
    String level,
    @Nullable Long stackTraceId) {
  static final String COLUMNS =
      "e.id, e.project_id, e.problem_id, e.occurred_at, e.received_at, e.environment, e.release, e.level, e.stack_trace_id";

  static EventRow of(Row row) {
    return new EventRow(
        row.getLong("id"),
        row.getLong("project_id"),
        row.getLong("problem_id"),
        row.getOffsetDateTime("occurred_at"),
        row.getOffsetDateTime("received_at"),
        row.getString("environment"),
        row.getString("release"),
        row.getString("level"),
        row.getLong("stack_trace_id"));
  }

  JsonObject toJson(boolean hasPayload) {
    return new JsonObject()
        .put("id", id)
        .put("project_id", projectId)
        .put("problem_id", problemId)
        .put("occurred_at", Times.text(occurredAt))
        .put("received_at", Times.text(receivedAt))
        .put("environment", environment)
        .put("release", release)
        .put("level", level)
        .put("payload_sampled_out", !hasPayload);
  }
}

package dev.culprit.query.problem;

import dev.culprit.query.gateway.ProblemTraits;
import dev.culprit.query.http.Times;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A problem as it is shown in lists. */
record ProblemView(
    long id,
    long projectId,
    String status,
    String title,
    String message,
    String culprit,
    String level,
    String platform,
    long occurrenceCount,
    OffsetDateTime firstSeen,
    OffsetDateTime lastSeen,
    @Nullable Long firstEventId,
    @Nullable Long lastEventId,
    @Nullable OffsetDateTime statusChangedAt,
    @Nullable Long assigneeId,
    List<String> tags) {
  static final String COLUMNS =
      """
      p.id, p.project_id, p.status, p.title, p.message, p.culprit, p.level, p.platform, p.occurrence_count, p.first_seen,
      p.last_seen, p.first_event_id, p.last_event_id, p.status_changed_at, p.assignee_id, p.tags""";

  static ProblemView of(Row row) {
    return new ProblemView(
        row.getLong("id"),
        row.getLong("project_id"),
        row.getString("status"),
        row.getString("title"),
        row.getString("message"),
        row.getString("culprit"),
        row.getString("level"),
        row.getString("platform"),
        row.getLong("occurrence_count"),
        row.getOffsetDateTime("first_seen"),
        row.getOffsetDateTime("last_seen"),
        row.getLong("first_event_id"),
        row.getLong("last_event_id"),
        row.getOffsetDateTime("status_changed_at"),
        row.getLong("assignee_id"),
        List.of(row.getArrayOfStrings("tags")));
  }

  /** People are looked up beforehand; an assignee who is not there any more is shown as none. */
  JsonObject toJson(Map<Long, JsonObject> people, ProblemTraits traits) {
    JsonObject json =
        new JsonObject()
            .put("id", id)
            .put("project_id", projectId)
            .put("status", status)
            .put("title", title)
            .put("message", message)
            .put("culprit", culprit)
            .put("level", level)
            .put("platform", platform)
            .put("occurrence_count", occurrenceCount)
            .put("first_seen", Times.text(firstSeen))
            .put("last_seen", Times.text(lastSeen))
            .put("first_event_id", firstEventId)
            .put("last_event_id", lastEventId)
            .put("status_changed_at", Times.textOrNull(statusChangedAt))
            .put("assignee", assigneeId == null ? null : people.get(assigneeId))
            .put("tags", new JsonArray(tags));
    return traits.addTo(json);
  }
}

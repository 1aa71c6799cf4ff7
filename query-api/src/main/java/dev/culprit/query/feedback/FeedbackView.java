package dev.culprit.query.feedback;

import dev.culprit.query.http.Times;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** One piece of feedback; event and problem are null when it is about none that is known. */
public record FeedbackView(
    long id,
    long projectId,
    @Nullable Long eventId,
    @Nullable Long problemId,
    OffsetDateTime at,
    String name,
    String email,
    String comments,
    String url) {
  static final String COLUMNS =
      "f.id, f.project_id, f.event_id, f.problem_id, f.occurred_at, f.name, f.email, f.comments, f.url";

  static FeedbackView of(Row row) {
    return new FeedbackView(
        row.getLong("id"),
        row.getLong("project_id"),
        row.getLong("event_id"),
        row.getLong("problem_id"),
        row.getOffsetDateTime("occurred_at"),
        row.getString("name"),
        row.getString("email"),
        row.getString("comments"),
        row.getString("url"));
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("id", id)
        .put("project_id", projectId)
        .put("event_id", eventId)
        .put("problem_id", problemId)
        .put("at", Times.text(at))
        .put("name", name)
        .put("email", email)
        .put("comments", comments)
        .put("url", url);
  }
}

package dev.culprit.query.alert;

import dev.culprit.query.http.ApiException;
import dev.culprit.query.http.Times;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads incidents and notifications. */
final class IncidentQueries {
  private final Pool reader;

  IncidentQueries(Pool reader) {
    this.reader = reader;
  }

  Future<List<IncidentView>> incidents(
      Optional<Long> projectId,
      Optional<Long> problemId,
      Optional<String> state,
      long before,
      int limit) {
    Tuple values = Tuple.of(before, limit);
    StringBuilder sql =
        new StringBuilder(
            "SELECT " + IncidentView.COLUMNS + " FROM alerting.incidents i WHERE i.id < $1");
    projectId.ifPresent(
        id -> sql.append(" AND i.project_id = $").append(values.addLong(id).size()));
    problemId.ifPresent(
        id -> sql.append(" AND i.problem_id = $").append(values.addLong(id).size()));
    state.ifPresent(
        name ->
            sql.append(
                name.equals("open") ? " AND i.closed_at IS NULL" : " AND i.closed_at IS NOT NULL"));
    sql.append(" ORDER BY i.id DESC LIMIT $2");
    return reader
        .preparedQuery(sql.toString())
        .execute(values)
        .map(rows -> stream(rows).map(IncidentView::of).toList());
  }

  Future<IncidentView> incident(long id) {
    return reader
        .preparedQuery(
            "SELECT " + IncidentView.COLUMNS + " FROM alerting.incidents i WHERE i.id = $1")
        .execute(Tuple.of(id))
        .map(
            rows ->
                stream(rows)
                    .findFirst()
                    .map(IncidentView::of)
                    .orElseThrow(() -> ApiException.notFound("incident " + id)));
  }

  /** A delivery to one channel, with its attempts put in afterwards. */
  record NotificationView(long id, JsonObject json) {}

  Future<List<NotificationView>> notifications(
      Optional<Long> projectId,
      Optional<Long> incidentId,
      Optional<String> state,
      long before,
      int limit) {
    Tuple values = Tuple.of(before, limit);
    StringBuilder sql =
        new StringBuilder(
            """
            SELECT id, project_id, incident_id, channel_id, channel_name, channel_kind, state, created_at, next_attempt_at, finished_at
            FROM alerting.notifications WHERE id < $1""");
    projectId.ifPresent(id -> sql.append(" AND project_id = $").append(values.addLong(id).size()));
    incidentId.ifPresent(
        id -> sql.append(" AND incident_id = $").append(values.addLong(id).size()));
    state.ifPresent(name -> sql.append(" AND state = $").append(values.addString(name).size()));
    sql.append(" ORDER BY id DESC LIMIT $2");
    return reader
        .preparedQuery(sql.toString())
        .execute(values)
        .map(rows -> stream(rows).map(IncidentQueries::notification).toList())
        .compose(this::withAttempts);
  }

  private Future<List<NotificationView>> withAttempts(List<NotificationView> notifications) {
    if (notifications.isEmpty()) {
      return Future.succeededFuture(notifications);
    }
    Map<Long, JsonArray> attempts = new HashMap<>();
    notifications.forEach(
        notification ->
            attempts.put(notification.id(), notification.json().getJsonArray("attempts")));
    return reader
        .preparedQuery(
            """
            SELECT notification_id, attempt, at, duration_ms, delivered, detail FROM alerting.notification_attempts
            WHERE notification_id = ANY($1) ORDER BY notification_id, attempt""")
        .execute(Tuple.of(attempts.keySet().toArray(Long[]::new)))
        .map(
            rows -> {
              rows.forEach(
                  row ->
                      attempts
                          .getOrDefault(row.getLong("notification_id"), new JsonArray())
                          .add(attempt(row)));
              return notifications;
            });
  }

  private static NotificationView notification(Row row) {
    String state = row.getString("state");
    JsonObject json =
        new JsonObject()
            .put("id", row.getLong("id"))
            .put("project_id", row.getLong("project_id"))
            .put("incident_id", row.getLong("incident_id"))
            .put("channel_id", row.getLong("channel_id"))
            .put("channel_name", row.getString("channel_name"))
            .put("channel_kind", row.getString("channel_kind"))
            .put("state", state)
            .put("created_at", Times.text(row.getOffsetDateTime("created_at")))
            .put(
                "next_attempt_at",
                state.equals("pending")
                    ? Times.textOrNull(row.getOffsetDateTime("next_attempt_at"))
                    : null)
            .put("finished_at", Times.textOrNull(row.getOffsetDateTime("finished_at")))
            .put("attempts", new JsonArray());
    return new NotificationView(row.getLong("id"), json);
  }

  private static JsonObject attempt(Row row) {
    return new JsonObject()
        .put("attempt", row.getInteger("attempt"))
        .put("at", Times.text(row.getOffsetDateTime("at")))
        .put("duration_ms", row.getInteger("duration_ms"))
        .put("delivered", row.getBoolean("delivered"))
        .put("detail", row.getString("detail"));
  }

  private static Stream<Row> stream(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}

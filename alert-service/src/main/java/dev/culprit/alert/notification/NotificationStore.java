package dev.culprit.alert.notification;

import dev.culprit.alert.incident.ProblemSummary;
import dev.culprit.alert.notifier.Outcome;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The outbox. A claimed notification is leased: when its claimer dies, it is due again once the
 * lease has passed.
 */
final class NotificationStore {
  private static final String CLAIM =
      """
      WITH due AS (
        SELECT id FROM notifications WHERE state = 'pending' AND next_attempt_at <= $1
        ORDER BY next_attempt_at, id LIMIT $2::int FOR UPDATE SKIP LOCKED
      ), claimed AS (
        UPDATE notifications n SET attempts = attempts + 1, next_attempt_at = $3
        FROM due WHERE n.id = due.id
        RETURNING n.id, n.attempts, n.project_id, n.channel_id, n.incident_id
      )
      SELECT c.id, c.attempts, c.project_id, coalesce(c.channel_id, 0) AS channel_id, i.id AS incident_id, i.rule_name,
             i.rule_kind, i.problem_id, i.problem, i.environment, i.reason, i.numbers, i.opened_at
      FROM claimed c JOIN incidents i ON i.id = c.incident_id ORDER BY c.id
      """;

  private static final String RECORD =
      """
      WITH attempt AS (
        INSERT INTO notification_attempts (notification_id, attempt, at, duration_ms, delivered, detail)
        SELECT $1, $2::int, $3, $4::int, $5::boolean, $6
        WHERE EXISTS (SELECT 1 FROM notifications WHERE id = $1)
        ON CONFLICT (notification_id, attempt) DO NOTHING
      )
      UPDATE notifications
      SET state = $7, next_attempt_at = $8, finished_at = CASE $7 WHEN 'pending' THEN NULL ELSE $3 END
      WHERE id = $1
      """;

  private static final String RECORD_TEST =
      """
      INSERT INTO notifications (project_id, channel_id, channel_name, channel_kind, state, attempts, created_at,
                                 next_attempt_at, finished_at)
      SELECT project_id, id, name, kind, 'failed', 1, $2, $2, $2 FROM channels WHERE id = $1 RETURNING id
      """;

  private final SqlClient database;

  NotificationStore(SqlClient database) {
    this.database = database;
  }

  Future<List<DueNotification>> claim(int limit, Instant now, Duration lease) {
    return database
        .preparedQuery(CLAIM)
        .execute(Tuple.of(utc(now), limit, utc(now.plus(lease))))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(NotificationStore::due)
                    .toList());
  }

  /**
   * Records an attempt.
   *
   * @param retryAt when to try again; null = never
   */
  Future<Void> record(
      long id, int attempt, Outcome outcome, Instant at, Duration took, @Nullable Instant retryAt) {
    String state = outcome.isDelivered() ? "delivered" : retryAt == null ? "failed" : "pending";
    return database
        .preparedQuery(RECORD)
        .execute(
            Tuple.of(
                id,
                attempt,
                utc(at),
                (int) took.toMillis(),
                outcome.isDelivered(),
                outcome.detail(),
                state,
                utc(retryAt == null ? at : retryAt)))
        .mapEmpty();
  }

  /** Gives claimed notifications back untried. */
  Future<Void> giveBack(Collection<Long> ids, Instant now) {
    return database
        .preparedQuery(
            "UPDATE notifications SET attempts = attempts - 1, next_attempt_at = $2"
                + " WHERE state = 'pending' AND attempts > 0 AND id = ANY($1)")
        .execute(Tuple.of(ids.toArray(Long[]::new), utc(now)))
        .mapEmpty();
  }

  /** Makes the record of a test, which counts as failed until its attempt is recorded. */
  Future<Long> openTest(long channelId, Instant now) {
    return database
        .preparedQuery(RECORD_TEST)
        .execute(Tuple.of(channelId, utc(now)))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  private static DueNotification due(Row row) {
    JsonObject problem = row.get(JsonObject.class, "problem");
    return new DueNotification(
        row.getLong("id"),
        row.getInteger("attempts"),
        row.getLong("project_id"),
        row.getLong("channel_id"),
        row.getLong("incident_id"),
        row.getString("rule_name"),
        row.getString("rule_kind"),
        row.getLong("problem_id"),
        problem.isEmpty() ? Optional.empty() : Optional.of(ProblemSummary.fromJson(problem)),
        row.getString("environment"),
        row.getString("reason"),
        row.get(JsonObject.class, "numbers"),
        row.getOffsetDateTime("opened_at").toInstant());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}

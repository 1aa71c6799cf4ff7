package dev.culprit.alert.incident;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Incidents in PostgreSQL. Opening is one statement: the unique index lets only one incident be
 * open in a scope, cooldown and storms mute, and the notifications to send are written with the
 * incident.
 */
final class IncidentStore {
  /** A rule notifies of at most this many incidents a minute; more are a storm. */
  static final int NOTICES_A_MINUTE = 10;

  private static final String OPEN =
      """
      WITH recent AS (
        SELECT i.rule_id, count(*) AS notices FROM incidents i
        WHERE i.rule_id = ANY($1::bigint[]) AND i.notified AND i.opened_at > $5::timestamptz - interval '1 minute'
        GROUP BY i.rule_id
      ), candidates AS (
        SELECT c.*, r.name, r.kind, r.project_id, r.channel_ids, cardinality(r.channel_ids) > 0 AS has_channels,
          EXISTS (SELECT 1 FROM incidents p
                  WHERE p.rule_id = c.rule_id AND p.problem_id = c.problem_id AND p.environment = r.environment
                    AND p.scope_key = c.scope_key
                    AND p.notified AND p.opened_at > $5::timestamptz - r.cooldown_minutes * interval '1 minute')
            AS cooling,
          row_number() OVER (PARTITION BY c.rule_id ORDER BY c.nth)
            + coalesce((SELECT notices FROM recent WHERE recent.rule_id = c.rule_id), 0) > $6::int AS storm,
          r.environment
        FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $7::text[], $8::text[], $9::bigint[])
          WITH ORDINALITY AS c (rule_id, problem_id, reason, numbers, scope_kind, scope_key, likely_id, nth)
        JOIN rules r ON r.id = c.rule_id AND r.enabled
      ), opened AS (
        INSERT INTO incidents (rule_id, rule_name, rule_kind, project_id, problem_id, environment, opened_at,
                               last_hot_at, reason, numbers, problem, notified, muted, mute_reason, scope_kind,
                               scope_key)
        SELECT rule_id, name, kind, project_id, problem_id, environment, $5, $5, reason, numbers::jsonb,
               coalesce((SELECT summary FROM problem_summaries s WHERE s.problem_id = c.likely_id), '{}'),
               has_channels AND NOT cooling AND NOT storm,
               has_channels AND (cooling OR storm),
               CASE WHEN NOT has_channels THEN '' WHEN cooling THEN 'cooldown' WHEN storm THEN 'storm' ELSE '' END,
               scope_kind, scope_key
        FROM candidates c WHERE NOT (rule_id, problem_id, environment, scope_key) IN (
          SELECT rule_id, problem_id, environment, scope_key FROM incidents
          WHERE closed_at IS NULL AND rule_id = ANY($1::bigint[]) AND problem_id = ANY($2::bigint[]))
        ORDER BY rule_id, problem_id
        ON CONFLICT (rule_id, problem_id, environment, scope_key) WHERE closed_at IS NULL DO NOTHING
        RETURNING id, rule_id, project_id, problem_id, environment, reason, notified
      ), sent AS (
        INSERT INTO notifications (project_id, incident_id, channel_id, channel_name, channel_kind, created_at,
                                   next_attempt_at)
        SELECT o.project_id, o.id, ch.id, ch.name, ch.kind, $5, $5
        FROM opened o JOIN rules r ON r.id = o.rule_id JOIN channels ch ON ch.id = ANY(r.channel_ids) AND ch.enabled
        WHERE o.notified AND ch.project_id = o.project_id
      )
      SELECT * FROM opened
      """;

  private static final String TOUCH =
      """
      UPDATE incidents i SET last_hot_at = $4
      FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS s (rule_id, problem_id, environment)
      WHERE i.rule_id = s.rule_id AND i.problem_id = s.problem_id AND i.environment = s.environment
        AND i.closed_at IS NULL AND i.last_hot_at < $4
      """;

  private static final String CLOSED =
      " RETURNING id, coalesce(rule_id, 0) AS rule_id, project_id, problem_id, environment, reason";

  private static final String CLOSE_MOMENTARY =
      """
      UPDATE incidents SET closed_at = $2, close_reason = 'calmed' WHERE id IN (
        SELECT id FROM incidents
        WHERE closed_at IS NULL AND last_hot_at <= $1 AND (rule_id IS NULL OR rule_kind IN ('new_problem', 'regression'))
        ORDER BY last_hot_at LIMIT $3::int FOR UPDATE SKIP LOCKED)
      """;

  private static final String PERHAPS_CALM =
      """
      SELECT id, rule_id, project_id, problem_id, environment FROM incidents
      WHERE closed_at IS NULL AND last_hot_at <= $1 AND rule_id IS NOT NULL
        AND rule_kind IN ('threshold', 'spike')
      ORDER BY last_hot_at LIMIT $2::int
      """;

  private IncidentStore() {}

  static Future<List<IncidentChange>> open(SqlClient database, List<Opening> openings, Instant at) {
    if (openings.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    Tuple parameters =
        Tuple.of(
            array(openings, opening -> opening.rule().id(), Long[]::new),
            array(openings, opening -> opening.scope().problemId(), Long[]::new),
            array(openings, Opening::reason, String[]::new),
            array(openings, opening -> opening.numbers().encode(), String[]::new),
            utc(at),
            NOTICES_A_MINUTE,
            array(openings, Opening::scopeKind, String[]::new),
            array(openings, Opening::scopeKey, String[]::new),
            array(openings, Opening::problemId, Long[]::new));
    return database
        .preparedQuery(OPEN)
        .execute(parameters)
        .map(rows -> changes(rows, true, at, null));
  }

  /** Notes that the condition held; scopes without an open incident are passed over. */
  static Future<Void> touch(SqlClient database, Collection<IncidentScope> scopes, Instant at) {
    if (scopes.isEmpty()) {
      return Future.succeededFuture();
    }
    Tuple parameters =
        Tuple.of(
            array(scopes, IncidentScope::ruleId, Long[]::new),
            array(scopes, IncidentScope::problemId, Long[]::new),
            array(scopes, IncidentScope::environment, String[]::new),
            utc(at));
    return database.preparedQuery(TOUCH).execute(parameters).mapEmpty();
  }

  /** Closes incidents of rules about a moment, such as a new problem, once they are old enough. */
  static Future<List<IncidentChange>> closeMomentary(
      SqlClient database, Duration calm, Instant now, int limit) {
    return database
        .preparedQuery(CLOSE_MOMENTARY + CLOSED)
        .execute(Tuple.of(utc(now.minus(calm)), utc(now), limit))
        .map(rows -> changes(rows, false, now, CloseReason.CALMED));
  }

  /** Incidents about a rate that were not seen hot since then. */
  static Future<List<Suspect>> perhapsCalm(SqlClient database, Instant since, int limit) {
    return database
        .preparedQuery(PERHAPS_CALM)
        .execute(Tuple.of(utc(since), limit))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(IncidentStore::suspect)
                    .toList());
  }

  static Future<List<IncidentChange>> close(
      SqlClient database,
      Collection<Long> incidentIds,
      CloseReason reason,
      String actor,
      Instant at) {
    return database
        .preparedQuery(
            "UPDATE incidents SET closed_at = $2, close_reason = $3, closed_by = $4"
                + " WHERE closed_at IS NULL AND id = ANY($1)"
                + CLOSED)
        .execute(Tuple.of(incidentIds.toArray(Long[]::new), utc(at), reason.stored(), actor))
        .map(rows -> changes(rows, false, at, reason));
  }

  static Future<Boolean> exists(SqlClient database, long incidentId) {
    return database
        .preparedQuery("SELECT 1 FROM incidents WHERE id = $1")
        .execute(Tuple.of(incidentId))
        .map(rows -> rows.size() > 0);
  }

  static Future<List<IncidentChange>> closeOfRule(
      SqlClient database, long projectId, long ruleId, Instant at) {
    return database
        .preparedQuery(
            "UPDATE incidents SET closed_at = $3, close_reason = 'rule_deleted'"
                + " WHERE closed_at IS NULL AND project_id = $1 AND rule_id = $2"
                + CLOSED)
        .execute(Tuple.of(projectId, ruleId, utc(at)))
        .map(rows -> changes(rows, false, at, CloseReason.RULE_DELETED));
  }

  /** Resolving ends what was about the moment only; a rate that is still high stays an incident. */
  static Future<List<IncidentChange>> closeOfProblems(
      SqlClient database, Collection<Long> problemIds, CloseReason reason, Instant at) {
    String which =
        reason == CloseReason.RESOLVED ? " AND rule_kind IN ('new_problem', 'regression')" : "";
    return database
        .preparedQuery(
            "UPDATE incidents SET closed_at = $2, close_reason = $3"
                + " WHERE closed_at IS NULL AND problem_id = ANY($1) AND problem_id <> 0"
                + which
                + CLOSED)
        .execute(Tuple.of(problemIds.toArray(Long[]::new), utc(at), reason.stored()))
        .map(rows -> changes(rows, false, at, reason));
  }

  /** An open incident whose rate must be looked at. */
  record Suspect(long incidentId, long projectId, IncidentScope scope) {}

  private static Suspect suspect(Row row) {
    return new Suspect(
        row.getLong("id"),
        row.getLong("project_id"),
        new IncidentScope(
            row.getLong("rule_id"), row.getLong("problem_id"), row.getString("environment")));
  }

  private static List<IncidentChange> changes(
      Iterable<Row> rows, boolean opened, Instant at, @Nullable CloseReason reason) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(
            row ->
                new IncidentChange(
                    opened,
                    row.getLong("id"),
                    row.getLong("rule_id"),
                    row.getLong("project_id"),
                    row.getLong("problem_id"),
                    row.getString("environment"),
                    at.toEpochMilli(),
                    reason == null ? row.getString("reason") : reason.sentence))
        .toList();
  }

  private static <T, V> V[] array(
      Collection<T> values, Function<T, V> field, IntFunction<V[]> size) {
    return values.stream().map(field).toArray(size);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}

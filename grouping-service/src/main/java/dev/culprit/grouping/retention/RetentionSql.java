package dev.culprit.grouping.retention;

/** The statements of retention. */
final class RetentionSql {

  static final String RETENTION_DAYS = "SELECT id, retention_days FROM ingest.projects";

  static final String DAYS =
      """
      SELECT to_date(substring(c.relname FROM '[0-9]{8}$'), 'YYYYMMDD')
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'grouping.events'::regclass AND c.relname ~ '^events_[0-9]{8}$'
      """;

  // Gives up rather than making ingestion queue behind a lock on the parents.
  static final String DROP_DAY =
      """
      SET LOCAL lock_timeout = '2s';
      DROP TABLE IF EXISTS grouping.%1$s;
      DROP TABLE IF EXISTS grouping.%2$s;
      DROP TABLE IF EXISTS grouping.%3$s;
      DROP TABLE IF EXISTS grouping.%4$s;
      """;

  static final String DELETE_EVENTS =
      """
      WITH chosen AS (
        SELECT id FROM grouping.events WHERE project_id = $1 AND id < $2 LIMIT $3::integer
      ), events AS (
        DELETE FROM grouping.events WHERE id IN (SELECT id FROM chosen) RETURNING id
      ), payloads AS (
        DELETE FROM grouping.payloads WHERE event_id IN (SELECT id FROM chosen)
      ), links AS (
        DELETE FROM grouping.event_links WHERE event_id IN (SELECT id FROM chosen)
      )
      SELECT count(*) FROM events
      """;

  static final String DELETE_ATTACHMENTS =
      """
      WITH chosen AS (
        SELECT id FROM grouping.attachments WHERE project_id = $1 AND id < $2 LIMIT $3::integer
      ), deleted AS (
        DELETE FROM grouping.attachments WHERE id IN (SELECT id FROM chosen) RETURNING 1
      )
      SELECT count(*) FROM deleted
      """;

  private static final String DELETE_OLD =
      """
      WITH deleted AS (
        DELETE FROM grouping.%1$s WHERE ctid = ANY(ARRAY(
          SELECT ctid FROM grouping.%1$s WHERE %2$s < $1 LIMIT $2::integer))
          AND %2$s < $1
        RETURNING 1
      )
      SELECT count(*) FROM deleted
      """;
  static final String DELETE_SUPPLEMENT_UIDS =
      DELETE_OLD.formatted("supplement_uids", "received_at");
  static final String DELETE_SESSIONS = DELETE_OLD.formatted("sessions", "touched_at");
  static final String DELETE_LOST_EVENTS = DELETE_OLD.formatted("lost_events", "hour");
  static final String DELETE_GATEWAY_MINUTES = DELETE_OLD.formatted("gateway_minutes", "minute");
  static final String DELETE_GATEWAY_HOURS = DELETE_OLD.formatted("gateway_hours", "hour");
  static final String DELETE_RELEASE_SESSIONS = DELETE_OLD.formatted("release_sessions", "hour");

  private static final String DELETE_OF_PROJECT =
      """
      WITH deleted AS (
        DELETE FROM grouping.%1$s WHERE id = ANY(ARRAY(
          SELECT id FROM grouping.%1$s WHERE project_id = $1 AND %2$s < $2 LIMIT $3::integer))
        RETURNING 1
      )
      SELECT count(*) FROM deleted
      """;
  static final String DELETE_FEEDBACK = DELETE_OF_PROJECT.formatted("user_feedback", "occurred_at");
  static final String DELETE_CHECK_INS =
      DELETE_OF_PROJECT.formatted("monitor_check_ins", "started_at");

  static final String LOCK_UNUSED_MONITORS =
      """
      SELECT m.id FROM grouping.monitors m
      WHERE m.project_id = $1 AND m.created_at < $2
        AND NOT EXISTS (SELECT 1 FROM grouping.monitor_check_ins c WHERE c.monitor_id = m.id)
      ORDER BY m.id LIMIT $3::integer FOR UPDATE SKIP LOCKED
      """;

  // Looks again, under the lock: a check-in may have been committed before it was taken.
  static final String DELETE_MONITORS =
      """
      DELETE FROM grouping.monitors m WHERE m.id = ANY($1::bigint[])
        AND NOT EXISTS (SELECT 1 FROM grouping.monitor_check_ins c WHERE c.monitor_id = m.id)
      """;

  static final String DELETE_STACK_TRACES =
      """
      WITH deleted AS (
        DELETE FROM grouping.stack_traces WHERE ctid = ANY(ARRAY(
          SELECT ctid FROM grouping.stack_traces WHERE last_used < $1 LIMIT $2::integer))
          AND last_used < $1
        RETURNING 1
      )
      SELECT count(*) FROM deleted
      """;

  private static final String DELETE_ROLLUPS =
      """
      WITH deleted AS (
        DELETE FROM grouping.%1$s WHERE ctid = ANY(ARRAY(
          SELECT ctid FROM grouping.%1$s WHERE bucket < $1 LIMIT $2::integer))
          AND bucket < $1
        RETURNING 1
      )
      SELECT count(*) FROM deleted
      """;
  static final String DELETE_MINUTES = DELETE_ROLLUPS.formatted("minute_rollups");
  // One that is still seen would otherwise look new again.
  static final String DELETE_RELEASES =
      """
      DELETE FROM grouping.releases r WHERE r.first_seen < $1 AND NOT EXISTS (
        SELECT 1 FROM grouping.hour_rollups h
        WHERE h.project_id = r.project_id AND h.problem_id = 0 AND h.release = r.release)
      """;
  static final String DELETE_HOURS = DELETE_ROLLUPS.formatted("hour_rollups");

  // What was merged into a problem goes with it, never alone. An ingesting transaction holds the
  // row's lock, so it is skipped; one that comes later finds the
  // problem gone.
  private static final String DELETE =
      """
      WITH RECURSIVE chosen AS (
        SELECT p.id FROM grouping.problems p
        WHERE p.last_seen < $1 AND p.merged_into IS NULL AND %s
          AND NOT EXISTS (SELECT 1 FROM grouping.events e WHERE e.problem_id = p.id)
          AND NOT EXISTS (SELECT 1 FROM grouping.event_moves m
            WHERE m.from_id = p.id OR m.to_id = p.id)
        ORDER BY p.id LIMIT 500 FOR UPDATE SKIP LOCKED
      ), doomed AS (
        SELECT id FROM chosen
        UNION SELECT p.id FROM grouping.problems p JOIN doomed d ON p.merged_into = d.id
      ), keys AS (
        SELECT problem_id, version, hash FROM grouping.fingerprints
        WHERE problem_id IN (SELECT id FROM doomed)
      ), minutes AS (
        DELETE FROM grouping.minute_rollups WHERE (project_id, problem_id) IN
          (SELECT project_id, id FROM grouping.problems WHERE id IN (SELECT id FROM doomed))
      ), hours AS (
        DELETE FROM grouping.hour_rollups WHERE (project_id, problem_id) IN
          (SELECT project_id, id FROM grouping.problems WHERE id IN (SELECT id FROM doomed))
      ), deleted AS (
        DELETE FROM grouping.problems WHERE id IN (SELECT id FROM doomed) RETURNING id, project_id
      )
      SELECT d.id, d.project_id, k.version, k.hash
      FROM deleted d LEFT JOIN keys k ON k.problem_id = d.id
      """;
  static final String DELETE_PROBLEMS = DELETE.formatted("p.project_id = $2");
  static final String DELETE_OTHER_PROBLEMS =
      DELETE.formatted("p.project_id NOT IN (SELECT id FROM ingest.projects)");

  private RetentionSql() {}
}

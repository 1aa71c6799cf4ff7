package dev.culprit.grouping.monitor;

/** The statements of monitors. */
final class MonitorSql {

  private static final String MONITOR =
      """
      m.id, m.project_id, m.slug, m.crontab, m.interval_minutes, m.timezone, m.margin_minutes,
      m.runtime_minutes
      """;

  static final String INSERT =
      """
      INSERT INTO grouping.monitors (project_id, slug, created_at)
      SELECT $1::bigint, $2::text, $3::timestamptz
      WHERE (SELECT count(*) FROM grouping.monitors WHERE project_id = $1) < 1000
      ON CONFLICT DO NOTHING
      """;

  static final String LOCK =
      "SELECT "
          + MONITOR
          + " FROM grouping.monitors m WHERE m.project_id = $1 AND m.slug = $2 FOR UPDATE";

  static final String CONFIGURE =
      """
      UPDATE grouping.monitors SET crontab = $2, interval_minutes = $3, timezone = $4,
        margin_minutes = $5, runtime_minutes = $6
      WHERE id = $1
      """;

  static final String FIND_ENVIRONMENT =
      """
      SELECT e.status, e.last_check_in_at, e.next_due_at, e.missed_in_a_row,
        (SELECT count(*) FROM grouping.monitor_environments WHERE monitor_id = $1)
      FROM (VALUES (1)) AS one LEFT JOIN grouping.monitor_environments e
        ON e.monitor_id = $1 AND e.environment = $2
      """;

  static final String FIND_RUN =
      """
      SELECT check_in_id, status, started_at FROM grouping.monitor_check_ins
      WHERE monitor_id = $1 AND environment = $2 AND check_in_id = $3
      """;

  static final String FIND_LATEST_RUN =
      """
      SELECT check_in_id, status, started_at FROM grouping.monitor_check_ins
      WHERE monitor_id = $1 AND environment = $2 AND status = 'in_progress'
      ORDER BY started_at DESC LIMIT 1
      """;

  static final String INSERT_RUNS =
      """
      INSERT INTO grouping.monitor_check_ins (project_id, monitor_id, environment, check_in_id,
        status, started_at, finished_at, duration_ms, release, failed_at)
      SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::uuid[],
        $5::text[], $6::timestamptz[], $7::timestamptz[], $8::bigint[], $9::text[],
        $10::timestamptz[])
      ON CONFLICT DO NOTHING
      """;

  static final String FINISH_RUN =
      """
      UPDATE grouping.monitor_check_ins SET
        status = CASE WHEN status = 'in_progress' THEN $4 ELSE status END,
        failed_at = CASE WHEN status = 'in_progress' THEN $5 ELSE failed_at END,
        finished_at = $6, duration_ms = $7
      WHERE monitor_id = $1 AND environment = $2 AND check_in_id = $3 AND finished_at IS NULL
      """;

  static final String PUT_ENVIRONMENT =
      """
      INSERT INTO grouping.monitor_environments (monitor_id, environment, status,
        last_check_in_at, next_due_at, missed_in_a_row)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (monitor_id, environment) DO UPDATE SET status = excluded.status,
        last_check_in_at = excluded.last_check_in_at, next_due_at = excluded.next_due_at,
        missed_in_a_row = excluded.missed_in_a_row
      """;

  private static final String IS_DUE =
      " e.next_due_at + make_interval(mins => m.margin_minutes) <= $1 ";

  static final String LOCK_DUE =
      """
      SELECT m.id FROM grouping.monitors m
      WHERE m.id IN (
        SELECT e.monitor_id FROM grouping.monitor_environments e
        JOIN grouping.monitors m ON m.id = e.monitor_id
        WHERE e.next_due_at <= $1 AND %s
        ORDER BY e.next_due_at LIMIT 200)
      ORDER BY m.id FOR UPDATE
      """
          .formatted(IS_DUE);

  // Read again under the lock: a check-in may have come while it was waited for.
  static final String DUE =
      "SELECT "
          + MONITOR
          + """
          , e.environment, e.status, e.last_check_in_at, e.next_due_at, e.missed_in_a_row
          FROM grouping.monitor_environments e JOIN grouping.monitors m ON m.id = e.monitor_id
          WHERE m.id = ANY($2::bigint[]) AND %s
          ORDER BY m.id, e.environment
          """
              .formatted(IS_DUE);

  static final String TIME_OUT =
      """
      WITH late AS (
        UPDATE grouping.monitor_check_ins c
        SET status = 'timeout',
          failed_at = c.started_at + make_interval(mins => m.runtime_minutes)
        FROM grouping.monitors m
        WHERE m.id = c.monitor_id AND c.status = 'in_progress' AND c.started_at <= $1
          AND c.started_at + make_interval(mins => m.runtime_minutes) <= $1
        RETURNING c.monitor_id, c.environment, c.started_at
      ), latest AS (
        SELECT monitor_id, environment, max(started_at) AS started_at FROM late
        GROUP BY monitor_id, environment
      )
      UPDATE grouping.monitor_environments e SET status = 'timeout'
      FROM latest l
      WHERE e.monitor_id = l.monitor_id AND e.environment = l.environment
        AND NOT EXISTS (
          SELECT 1 FROM grouping.monitor_check_ins c
          WHERE c.monitor_id = l.monitor_id AND c.environment = l.environment
            AND c.started_at > l.started_at AND c.status <> 'in_progress')
      """;

  static final String UNREPORTED =
      """
      SELECT c.id, c.project_id, c.monitor_id, m.slug, c.environment, c.check_in_id, c.status,
        c.started_at, c.failed_at, c.release, m.runtime_minutes
      FROM grouping.monitor_check_ins c JOIN grouping.monitors m ON m.id = c.monitor_id
      WHERE c.failed_at IS NOT NULL AND NOT c.is_reported
      ORDER BY c.id LIMIT 200
      """;

  static final String MARK_REPORTED =
      "UPDATE grouping.monitor_check_ins SET is_reported = true WHERE id = ANY($1::bigint[])";

  private MonitorSql() {}
}

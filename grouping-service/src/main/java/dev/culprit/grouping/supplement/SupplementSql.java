package dev.culprit.grouping.supplement;

/** The statements of supplements. */
final class SupplementSql {

  static final String RECOGNISE =
      """
      INSERT INTO grouping.supplement_uids (project_id, supplement_uid, received_at)
      SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::timestamptz[])
      ON CONFLICT DO NOTHING
      RETURNING project_id, supplement_uid
      """;

  static final String INSERT_FEEDBACK =
      """
      INSERT INTO grouping.user_feedback (project_id, feedback_uid, event_uid, event_id, problem_id,
        occurred_at, received_at, name, email, comments, url)
      SELECT f.project_id, f.feedback_uid, f.event_uid, e.id, e.problem_id,
        f.occurred_at, f.received_at, f.name, f.email, f.comments, f.url
      FROM unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[],
          $6::text[], $7::text[], $8::text[], $9::text[])
        AS f (project_id, feedback_uid, event_uid, occurred_at, received_at,
          name, email, comments, url)
      LEFT JOIN LATERAL (
        SELECT id, problem_id FROM grouping.events
        WHERE project_id = f.project_id AND event_uid = f.event_uid
        ORDER BY id DESC LIMIT 1) AS e ON f.event_uid IS NOT NULL
      ON CONFLICT DO NOTHING
      RETURNING project_id, feedback_uid
      """;

  // Those that came lately: an event that is not there after a day will hardly come.
  static final String LINK_FEEDBACK =
      """
      UPDATE grouping.user_feedback f SET event_id = e.id, problem_id = e.problem_id
      FROM (
        SELECT id, project_id, event_uid FROM grouping.user_feedback
        WHERE event_uid IS NOT NULL AND problem_id IS NULL
          AND received_at > now() - interval '1 day'
        ORDER BY received_at DESC LIMIT 500) AS w
      CROSS JOIN LATERAL (
        SELECT id, problem_id FROM grouping.events
        WHERE project_id = w.project_id AND event_uid = w.event_uid
        ORDER BY id DESC LIMIT 1) AS e
      WHERE f.id = w.id
      """;

  static final String ADD_LOST =
      """
      INSERT INTO grouping.lost_events AS l (project_id, hour, category, reason, quantity)
      SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[], $5::bigint[])
      ON CONFLICT (project_id, hour, category, reason)
        DO UPDATE SET quantity = l.quantity + excluded.quantity
      """;

  static final String ADD_SESSIONS =
      """
      INSERT INTO grouping.release_sessions AS s (project_id, hour, release, environment,
        started, errored, unhandled, abnormal, crashed)
      SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[],
        $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[])
      ON CONFLICT (project_id, hour, release, environment) DO UPDATE SET
        started = s.started + excluded.started,
        errored = s.errored + excluded.errored,
        unhandled = s.unhandled + excluded.unhandled,
        abnormal = s.abnormal + excluded.abnormal,
        crashed = s.crashed + excluded.crashed
      """;

  private static final String ADD_REQUESTS =
      """
      INSERT INTO grouping.%1$s AS g (project_id, %2$s, environment, proxy, gateway, host, route,
        upstream, requests, client_errors, server_errors, gateway_errors, duration_ms)
      SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[], $5::text[],
        $6::text[], $7::text[], $8::text[], $9::bigint[], $10::bigint[], $11::bigint[],
        $12::bigint[], $13::bigint[])
      ON CONFLICT (project_id, %2$s, environment, proxy, gateway, host, route, upstream)
      DO UPDATE SET
        requests = g.requests + excluded.requests,
        client_errors = g.client_errors + excluded.client_errors,
        server_errors = g.server_errors + excluded.server_errors,
        gateway_errors = g.gateway_errors + excluded.gateway_errors,
        duration_ms = g.duration_ms + excluded.duration_ms
      """;
  static final String ADD_TO_GATEWAY_MINUTES = ADD_REQUESTS.formatted("gateway_minutes", "minute");
  static final String ADD_TO_GATEWAY_HOURS = ADD_REQUESTS.formatted("gateway_hours", "hour");

  static final String INSERT_SESSIONS =
      """
      INSERT INTO grouping.sessions (project_id, session_uid, hour, release, environment,
        outcome, touched_at)
      SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[],
        $6::smallint[], $7::timestamptz[])
      ON CONFLICT DO NOTHING
      RETURNING project_id, session_uid
      """;

  static final String LOCK_SESSIONS =
      """
      SELECT s.project_id, s.session_uid, s.hour, s.release, s.environment, s.outcome, s.touched_at
      FROM grouping.sessions s
      JOIN unnest($1::bigint[], $2::uuid[]) AS w (project_id, session_uid)
        ON s.project_id = w.project_id AND s.session_uid = w.session_uid
      ORDER BY s.project_id, s.session_uid
      FOR UPDATE OF s
      """;

  static final String WORSEN_SESSIONS =
      """
      UPDATE grouping.sessions s
      SET outcome = w.outcome, touched_at = greatest(s.touched_at, w.touched_at)
      FROM unnest($1::bigint[], $2::uuid[], $3::smallint[], $4::timestamptz[])
        AS w (project_id, session_uid, outcome, touched_at)
      WHERE s.project_id = w.project_id AND s.session_uid = w.session_uid
      """;

  static final String ATTACH =
      """
      WITH there AS (
        SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes,
          coalesce(bool_or(attachment_uid = $4), false) AS is_stored
        FROM grouping.attachments WHERE project_id = $2 AND event_uid = $3
      ), stored AS (
        INSERT INTO grouping.attachments (id, project_id, event_uid, attachment_uid, received_at,
          name, content_type, type, size, body)
        SELECT $1::bigint, $2::bigint, $3::uuid, $4::uuid, $5::timestamptz, $6::text, $7::text,
          $8::text, octet_length($9::bytea), $9::bytea
        FROM there
        WHERE NOT is_stored AND files < 20 AND bytes + octet_length($9::bytea) <= 2097152
        ON CONFLICT DO NOTHING
        RETURNING 1
      )
      SELECT EXISTS (SELECT 1 FROM stored), is_stored FROM there
      """;

  private SupplementSql() {}
}

package dev.culprit.grouping.correction;

/** The statements that several corrections share. */
final class CorrectionSql {

  static final String LOCK =
      """
      SELECT id, project_id, occurrence_count, coalesce(merged_into, 0),
        title, message, culprit, level, platform
      FROM grouping.problems WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE
      """;

  static final String UNFINISHED_MOVE =
      """
      SELECT CASE WHEN from_id = ANY($1::bigint[]) THEN from_id ELSE to_id END,
        least(99, 100 * moved / greatest(events_before, 1))
      FROM grouping.event_moves
      WHERE from_id = ANY($1::bigint[]) OR to_id = ANY($1::bigint[]) LIMIT 1
      """;

  /** The first 64 bits of the oldest fingerprint of problem p: what old events do not say. */
  static final String OLDEST_FINGERPRINT =
      """
      (SELECT ('x' || encode(substring(f.hash FROM 1 FOR 8), 'hex'))::bit(64)::bigint
        FROM grouping.fingerprints f WHERE f.problem_id = p.id
        ORDER BY f.created_at, f.version, f.hash LIMIT 1)""";

  static final String OLDEST =
      "SELECT "
          + OLDEST_FINGERPRINT
          + ", coalesce(p.merged_into, 0) FROM grouping.problems p WHERE p.id = $1::bigint";

  private static final String IN_LIST =
      """
      FROM unnest($2::smallint[], $3::bytea[]) AS w (version, hash)
      WHERE f.project_id = $4::bigint AND f.version = w.version AND f.hash = w.hash
      """;

  /** $1 = where to, $2 and $3 = the fingerprints, $4 = the project. */
  static final String LEAD_FINGERPRINTS =
      """
      UPDATE grouping.fingerprints f
      SET problem_id = $1::bigint, origin = 'correction', created_at = now()
      """
          + IN_LIST;

  /** As {@link #LEAD_FINGERPRINTS}. */
  static final String LEAD_TRACES =
      "UPDATE grouping.problem_traces f SET problem_id = $1::bigint\n" + IN_LIST;

  /** As {@link #LEAD_FINGERPRINTS}. */
  static final String LEAD_SPLITS =
      "UPDATE grouping.split_fingerprints f SET problem_id = $1::bigint\n" + IN_LIST;

  /** Events that were counted under fingerprints, $4, or have none and $5 is true. */
  static final String UNDER_FINGERPRINTS =
      "(e.fingerprint = ANY($4::bigint[]) OR ($5::boolean AND e.fingerprint IS NULL))";

  /** Events by their ids, $4; $5 is true. */
  static final String BY_ID = "(e.id = ANY($4::bigint[]) AND $5::boolean)";

  private static final String TAKE_OVER =
      """
      WITH taken AS MATERIALIZED (
        SELECT e.environment, e.release,
          date_bin('1 minute', e.occurred_at, timestamptz '2020-01-01 00:00:00+00') AS minute,
          date_bin('1 hour', e.occurred_at, timestamptz '2020-01-01 00:00:00+00') AS hour,
          count(*) AS count, min(e.occurred_at) AS first, max(e.occurred_at) AS last,
          min(e.id) AS first_id, max(e.id) AS last_id
        FROM grouping.events e
        WHERE e.problem_id = $1::bigint AND e.counted_on IS NULL AND %s
        GROUP BY 1, 2, 3, 4
      ), minutes AS (
        SELECT environment, minute AS bucket, sum(count) AS count FROM taken GROUP BY 1, 2
      ), hours AS (
        SELECT environment, release, hour AS bucket, sum(count) AS count FROM taken GROUP BY 1, 2, 3
      ), fewer_minutes AS (
        UPDATE grouping.minute_rollups r SET count = greatest(r.count - m.count, 0)
        FROM minutes m WHERE r.project_id = $3::bigint AND r.problem_id = $1::bigint
          AND r.bucket = m.bucket AND r.environment = m.environment
      ), fewer_hours AS (
        UPDATE grouping.hour_rollups r SET count = greatest(r.count - h.count, 0)
        FROM hours h WHERE r.project_id = $3::bigint AND r.problem_id = $1::bigint
          AND r.bucket = h.bucket AND r.environment = h.environment AND r.release = h.release
      ), more_minutes AS (
        INSERT INTO grouping.minute_rollups AS r
          (project_id, problem_id, environment, bucket, count)
        SELECT $3::bigint, $2::bigint, environment, bucket, count FROM minutes
        ON CONFLICT (project_id, problem_id, bucket, environment)
        DO UPDATE SET count = r.count + excluded.count
      ), more_hours AS (
        INSERT INTO grouping.hour_rollups AS r
          (project_id, problem_id, environment, release, bucket, count)
        SELECT $3::bigint, $2::bigint, environment, release, bucket, count FROM hours
        ON CONFLICT (project_id, problem_id, bucket, environment, release)
        DO UPDATE SET count = r.count + excluded.count
      ), facets AS (
        INSERT INTO grouping.problem_facets (problem_id, kind, value)
        SELECT DISTINCT $2::bigint, 'environment', environment FROM taken
        UNION SELECT DISTINCT $2::bigint, 'release', release FROM taken WHERE release <> ''
        ON CONFLICT DO NOTHING
      ), total AS (
        SELECT coalesce(sum(count), 0)::bigint AS count, min(first) AS first, max(last) AS last,
          min(first_id) AS first_id, max(last_id) AS last_id
        FROM taken
      ), less AS (
        UPDATE grouping.problems p SET occurrence_count = greatest(p.occurrence_count - t.count, 0)
        FROM total t WHERE p.id = $1::bigint
      )
      UPDATE grouping.problems p SET
        occurrence_count = p.occurrence_count + t.count,
        first_seen = least(CASE WHEN p.occurrence_count > 0 THEN p.first_seen END,
          coalesce(t.first, p.first_seen)),
        last_seen = greatest(CASE WHEN p.occurrence_count > 0 THEN p.last_seen END,
          coalesce(t.last, p.last_seen)),
        first_event_id = coalesce(p.first_event_id, t.first_id),
        last_event_id = CASE WHEN p.last_event_id IS NULL OR t.last > p.last_seen
          THEN coalesce(t.last_id, p.last_event_id) ELSE p.last_event_id END
      FROM total t WHERE p.id = $2::bigint
      RETURNING p.occurrence_count, t.count
      """;

  /**
   * Counts stored events of a problem ($1) on another ($2, of project $3) in place of it; events
   * that a merged problem has in its kept sums are left out.
   */
  static final String TAKE_OVER_FINGERPRINTS = TAKE_OVER.formatted(UNDER_FINGERPRINTS);

  /** As {@link #TAKE_OVER_FINGERPRINTS}. */
  static final String TAKE_OVER_EVENTS = TAKE_OVER.formatted(BY_ID);

  static final String DROP_EMPTY_MINUTES =
      """
      DELETE FROM grouping.minute_rollups
      WHERE project_id = $1::bigint AND problem_id = $2::bigint AND count = 0
      """;
  static final String DROP_EMPTY_HOURS =
      """
      DELETE FROM grouping.hour_rollups
      WHERE project_id = $1::bigint AND problem_id = $2::bigint AND count = 0
      """;

  // Events that are gone by retention are still in the sums, to the hour.
  private static final String SEE_ANEW =
      """
      WITH rest AS MATERIALIZED (
        SELECT min(e.occurred_at) AS first, max(e.occurred_at) AS last, min(e.id) AS first_id,
          max(e.id) AS last_id
        FROM grouping.events e
        WHERE e.problem_id = $1::bigint AND NOT coalesce(%s, false)
      ), sums AS (
        SELECT min(bucket) AS first, max(bucket) AS last FROM grouping.hour_rollups
        WHERE project_id = $3::bigint AND problem_id = $1::bigint AND count > 0
      )
      UPDATE grouping.problems p SET
        lost_fingerprints = p.lost_fingerprints OR $2::boolean,
        first_seen = CASE WHEN s.first < date_bin('1 hour', r.first,
            timestamptz '2020-01-01 00:00:00+00') OR r.first IS NULL
          THEN greatest(p.first_seen, s.first) ELSE r.first END,
        last_seen = CASE WHEN r.last IS NULL
          THEN least(p.last_seen, s.last + interval '1 hour') ELSE r.last END,
        first_event_id = coalesce(r.first_id, p.first_event_id),
        last_event_id = coalesce(r.last_id, p.last_event_id)
      FROM rest r, sums s WHERE p.id = $1::bigint
      RETURNING p.occurrence_count
      """;

  /**
   * Works out when a problem ($1, of project $3) was seen without the events that leave it; $2 =
   * whether it has lost fingerprints, $6 = merged problems whose events leave too.
   */
  static final String SEE_ANEW_WITHOUT_FINGERPRINTS =
      SEE_ANEW.formatted(
          "(e.counted_on IS NULL AND "
              + UNDER_FINGERPRINTS
              + " OR e.counted_on = ANY($6::bigint[]))");

  /** As {@link #SEE_ANEW_WITHOUT_FINGERPRINTS}. */
  static final String SEE_ANEW_WITHOUT_EVENTS =
      SEE_ANEW.formatted("(" + BY_ID + " AND $6::bigint[] IS NOT NULL)");

  private CorrectionSql() {}
}

package dev.culprit.grouping.correction;

/** The statements that merge problems ($1 = the target, $2 = the sources) and undo it. */
final class MergeSql {

  static final String NOTE =
      """
      INSERT INTO grouping.corrections
        (project_id, kind, problem_id, other_id, detail, user_id, actor_name)
      SELECT p.project_id, 'merge', $1::bigint, p.id,
        jsonb_build_object('status', p.status, 'status_changed_at', p.status_changed_at,
          'fingerprints', coalesce((
          SELECT jsonb_agg(jsonb_build_object('version', f.version,
            'hash', encode(f.hash, 'hex'), 'origin', f.origin, 'created_at', f.created_at))
          FROM grouping.fingerprints f WHERE f.problem_id = p.id), '[]')),
        nullif($3::bigint, 0), $4::text
      FROM grouping.problems p WHERE p.id = ANY($2::bigint[]) ORDER BY p.id
      """;

  static final String MOVE =
      """
      INSERT INTO grouping.event_moves
        (project_id, kind, from_id, to_id, unsaid, events_before)
      SELECT p.project_id, $3::text, p.id, $1::bigint, %s, e.count
      FROM grouping.problems p
      CROSS JOIN LATERAL (
        SELECT count(*) FROM grouping.events e WHERE e.problem_id = p.id) e
      WHERE p.id = ANY($2::bigint[]) AND e.count > 0
      RETURNING events_before
      """
          .formatted(CorrectionSql.OLDEST_FINGERPRINT);

  static final String LEAD =
      """
      UPDATE grouping.fingerprints SET problem_id = $1::bigint, origin = 'correction',
        created_at = now()
      WHERE problem_id = ANY($2::bigint[]) RETURNING project_id, version, hash
      """;

  static final String LEAD_TRACES =
      """
      UPDATE grouping.problem_traces SET problem_id = $1::bigint
      WHERE problem_id = ANY($2::bigint[])
      """;

  static final String LEAD_SPLITS =
      """
      UPDATE grouping.split_fingerprints SET problem_id = $1::bigint
      WHERE problem_id = ANY($2::bigint[])
      """;

  static final String ADD_MINUTES =
      """
      INSERT INTO grouping.minute_rollups AS r (project_id, problem_id, environment, bucket, count)
      SELECT project_id, $1::bigint, environment, bucket, sum(count) FROM grouping.minute_rollups
      WHERE project_id = $3::bigint AND problem_id = ANY($2::bigint[])
      GROUP BY project_id, environment, bucket
      ON CONFLICT (project_id, problem_id, bucket, environment)
      DO UPDATE SET count = r.count + excluded.count
      """;

  static final String ADD_HOURS =
      """
      INSERT INTO grouping.hour_rollups AS r
        (project_id, problem_id, environment, release, bucket, count)
      SELECT project_id, $1::bigint, environment, release, bucket, sum(count)
      FROM grouping.hour_rollups
      WHERE project_id = $3::bigint AND problem_id = ANY($2::bigint[])
      GROUP BY project_id, environment, release, bucket
      ON CONFLICT (project_id, problem_id, bucket, environment, release)
      DO UPDATE SET count = r.count + excluded.count
      """;

  static final String ADD_FACETS =
      """
      INSERT INTO grouping.problem_facets (problem_id, kind, value)
      SELECT DISTINCT $1::bigint, kind, value FROM grouping.problem_facets
      WHERE problem_id = ANY($2::bigint[])
      ON CONFLICT DO NOTHING
      """;

  static final String ADD_COUNTS =
      """
      WITH sources AS (
        SELECT * FROM grouping.problems WHERE id = ANY($2::bigint[])
      ), first AS (
        SELECT first_seen, first_event_id FROM sources ORDER BY first_seen LIMIT 1
      ), last AS (
        SELECT last_seen, last_event_id FROM sources ORDER BY last_seen DESC LIMIT 1
      )
      UPDATE grouping.problems t SET
        occurrence_count = t.occurrence_count + (SELECT sum(occurrence_count) FROM sources),
        first_seen = least(t.first_seen, f.first_seen),
        first_event_id = CASE WHEN f.first_seen < t.first_seen
          THEN coalesce(f.first_event_id, t.first_event_id) ELSE t.first_event_id END,
        last_seen = greatest(t.last_seen, l.last_seen),
        last_event_id = CASE WHEN l.last_seen > t.last_seen
          THEN coalesce(l.last_event_id, t.last_event_id) ELSE t.last_event_id END
      FROM first f, last l WHERE t.id = $1::bigint
      RETURNING t.occurrence_count
      """;

  static final String HAS_MERGED =
      """
      SELECT id, merged_into FROM grouping.problems WHERE merged_into = ANY($1::bigint[]) LIMIT 1
      """;

  private static final String DROP_SUMS =
      """
      DELETE FROM grouping.%s WHERE project_id = $2::bigint AND problem_id = ANY($1::bigint[])
      """;
  static final String DROP_MINUTES = DROP_SUMS.formatted("minute_rollups");
  static final String DROP_HOURS = DROP_SUMS.formatted("hour_rollups");

  static final String DROP = "DELETE FROM grouping.problems WHERE id = ANY($1::bigint[])";

  static final String MARK =
      """
      UPDATE grouping.problems SET status = 'merged', status_changed_at = now(),
        merged_into = $1::bigint
      WHERE id = ANY($2::bigint[])
      """;

  // From here on: $1 = the correction, $2 = the problem it had been merged into, $3 = the problem.

  static final String LAST_MERGE =
      """
      SELECT id FROM grouping.corrections
      WHERE other_id = $1::bigint AND problem_id = $2::bigint AND kind = 'merge'
        AND undone_at IS NULL ORDER BY id DESC LIMIT 1
      """;

  // What was led elsewhere since, stays there.
  static final String RETURN_FINGERPRINTS =
      """
      UPDATE grouping.fingerprints f
      SET problem_id = $3::bigint, origin = d.origin, created_at = d.created_at
      FROM grouping.corrections c
      CROSS JOIN LATERAL jsonb_to_recordset(c.detail -> 'fingerprints')
        AS d (version smallint, hash text, origin text, created_at timestamptz)
      WHERE c.id = $1::bigint AND f.project_id = c.project_id AND f.version = d.version
        AND f.hash = decode(d.hash, 'hex') AND f.problem_id = $2::bigint
      RETURNING f.project_id, f.version, f.hash
      """;

  private static final String SUBTRACT =
      """
      UPDATE grouping.%1$s t SET count = greatest(t.count - s.count, 0)
      FROM grouping.%1$s s
      WHERE t.project_id = $1::bigint AND t.problem_id = $2::bigint
        AND s.project_id = $1::bigint AND s.problem_id = $3::bigint
        AND t.bucket = s.bucket AND t.environment = s.environment %2$s
      """;

  /** $1 = the project. */
  static final String SUBTRACT_MINUTES = SUBTRACT.formatted("minute_rollups", "");

  /** $1 = the project. */
  static final String SUBTRACT_HOURS =
      SUBTRACT.formatted("hour_rollups", "AND t.release = s.release");

  /** The problem ($1) and all that was merged into it before. */
  static final String FAMILY =
      """
      WITH RECURSIVE family AS (
        SELECT $1::bigint AS id
        UNION SELECT p.id FROM grouping.problems p JOIN family f ON p.merged_into = f.id
      )
      SELECT array_agg(id) FROM family
      """;

  static final String UNMARK =
      """
      UPDATE grouping.problems p SET status = c.detail ->> 'status', merged_into = NULL,
        status_changed_at = (c.detail ->> 'status_changed_at')::timestamptz
      FROM grouping.corrections c WHERE c.id = $1::bigint AND p.id = c.other_id
      """;

  static final String NOTE_UNDONE =
      "UPDATE grouping.corrections SET undone_at = now() WHERE id = $1::bigint";

  /** $1 = from, $2 = to, $3 = fingerprints, $4 = the family. */
  static final String MOVE_BACK =
      """
      INSERT INTO grouping.event_moves
        (project_id, kind, from_id, to_id, fingerprints, family, events_before)
      SELECT p.project_id, 'unmerge', p.id, $2::bigint, $3::bigint[], $4::bigint[], e.count
      FROM grouping.problems p
      CROSS JOIN LATERAL (
        SELECT count(*) FROM grouping.events e WHERE e.problem_id = p.id AND (
          e.counted_on IS NULL AND e.fingerprint = ANY($3::bigint[])
          OR e.counted_on = ANY($4::bigint[]))) e
      WHERE p.id = $1::bigint AND e.count > 0
      RETURNING events_before
      """;

  private MergeSql() {}
}

package dev.culprit.grouping.correction;

/** The statements that make a new problem of a part of another, $1. */
final class MoveOutSql {

  /** How many fingerprints lead to the problem, and how many of those asked for are among them. */
  static final String ASKED_FINGERPRINTS =
      """
      SELECT count(*), count(w.hash)
      FROM grouping.fingerprints f
      LEFT JOIN unnest($2::smallint[], $3::bytea[]) AS w (version, hash)
        ON w.version = f.version AND w.hash = f.hash
      WHERE f.problem_id = $1::bigint
      """;

  /** A problem that was merged into it and brought one of the fingerprints. */
  static final String BROUGHT_BY =
      """
      SELECT c.other_id
      FROM grouping.corrections c
      CROSS JOIN LATERAL jsonb_to_recordset(c.detail -> 'fingerprints')
        AS d (version smallint, hash text)
      JOIN unnest($2::smallint[], $3::bytea[]) AS w (version, hash)
        ON w.version = d.version AND w.hash = decode(d.hash, 'hex')
      WHERE c.problem_id = $1::bigint AND c.kind = 'merge' AND c.undone_at IS NULL
      LIMIT 1
      """;

  /** Of the events asked for: how many the problem has, and one that another brought. */
  static final String ASKED_EVENTS =
      """
      SELECT count(*), coalesce(max(counted_on), 0)
      FROM grouping.events WHERE id = ANY($2::bigint[]) AND problem_id = $1::bigint
      """;

  static final String HAS_OTHER_EVENTS =
      """
      SELECT EXISTS (SELECT 1 FROM grouping.events
        WHERE problem_id = $1::bigint AND id <> ALL($2::bigint[]))
      """;

  static final String MAKE =
      """
      WITH made AS (
        INSERT INTO grouping.problems (project_id, status, title, message, culprit, level,
          platform, first_seen, last_seen, assignee_id, tags)
        SELECT project_id, status, title, message, culprit, level,
          platform, first_seen, last_seen, assignee_id, tags
        FROM grouping.problems WHERE id = $1::bigint
        RETURNING id
      ), text AS (
        INSERT INTO grouping.problem_texts (problem_id, search_text)
        SELECT m.id, t.search_text FROM made m, grouping.problem_texts t
        WHERE t.problem_id = $1::bigint
      )
      SELECT id FROM made
      """;

  static final String NOTE =
      """
      INSERT INTO grouping.corrections
        (project_id, kind, problem_id, other_id, detail, user_id, actor_name)
      SELECT p.project_id, $3::text, p.id, $2::bigint, $4::text::jsonb, nullif($5::bigint, 0),
        $6::text
      FROM grouping.problems p WHERE p.id = $1::bigint
      """;

  /** $1 = from, $2 = to, $4 = fingerprints, $5 = whether the unsaid move, $6 = what they are. */
  static final String MOVE =
      """
      INSERT INTO grouping.event_moves (project_id, kind, from_id, to_id, fingerprints,
        moves_unsaid, unsaid, events_before)
      SELECT $3::bigint, 'move_out', $1::bigint, $2::bigint, $4::bigint[],
        $5::boolean, $6::bigint, e.count
      FROM (SELECT count(*) FROM grouping.events e
        WHERE e.problem_id = $1::bigint AND e.counted_on IS NULL AND %s) e
      WHERE e.count > 0
      RETURNING events_before
      """
          .formatted(CorrectionSql.UNDER_FINGERPRINTS);

  /**
   * Moves events ($3) from $1 to $2 at once. Fingerprints in $4 become those in $5; one that an
   * event does not say is $6.
   */
  static final String MOVE_EVENTS =
      """
      WITH moved AS (
        UPDATE grouping.events e SET problem_id = $2::bigint,
          fingerprint = coalesce((
            SELECT w.becomes FROM unnest($4::bigint[], $5::bigint[]) AS w (was, becomes)
            WHERE w.was = coalesce(e.fingerprint, $6::bigint) LIMIT 1),
            e.fingerprint, $6::bigint)
        WHERE e.id = ANY($3::bigint[]) AND e.problem_id + 0 = $1::bigint
        RETURNING e.project_id, e.event_uid
      )
      UPDATE grouping.user_feedback f SET problem_id = $2::bigint FROM moved m
      WHERE f.project_id = m.project_id AND f.event_uid = m.event_uid
        AND f.problem_id = $1::bigint
      """;

  private MoveOutSql() {}
}

package dev.culprit.grouping.problem;

/**
 * The statements of {@link PgProblemStore}; each takes columns as arrays and is one round trip for
 * any number of rows.
 */
final class ProblemSql {

  static final String FIND =
      """
      SELECT f.project_id, f.version, f.hash, f.problem_id
      FROM unnest($1::bigint[], $2::smallint[], $3::bytea[]) AS w (project_id, version, hash)
      JOIN grouping.fingerprints f USING (project_id, version, hash)
      """;

  // The fingerprint's key decides; only who wins it makes the problem. Foreign keys are checked at
  // the statement's end.
  static final String OPEN =
      """
      WITH wanted AS (
        SELECT * FROM unnest($1::bigint[], $2::smallint[], $3::bytea[], $4::text[], $5::text[],
          $6::text[], $7::text[], $8::text[], $9::timestamptz[])
          AS w (project_id, version, hash, title, message, culprit, level, platform, first_seen)
      ), opened AS (
        INSERT INTO grouping.fingerprints (project_id, version, hash, problem_id)
        SELECT project_id, version, hash, nextval('grouping.problems_id_seq') FROM wanted
        ON CONFLICT DO NOTHING
        RETURNING project_id, version, hash, problem_id
      ), problem AS (
        INSERT INTO grouping.problems (id, project_id, title, message, culprit, level, platform,
          first_seen, last_seen)
        OVERRIDING SYSTEM VALUE
        SELECT problem_id, project_id, title, message, culprit, level, platform,
          first_seen, first_seen
        FROM opened JOIN wanted USING (project_id, version, hash)
        RETURNING id, lower(title || ' ' || message || ' ' || culprit) AS search_text
      ), text AS (
        INSERT INTO grouping.problem_texts (problem_id, search_text)
        SELECT id, search_text FROM problem
      )
      SELECT project_id, version, hash, problem_id FROM opened
      """;

  // Whoever merges or deletes a problem holds its row for update; the foreign key then waits for
  // it.
  static final String JOIN =
      """
      INSERT INTO grouping.fingerprints (project_id, version, hash, problem_id, origin, likeness)
      SELECT w.project_id, w.version, w.hash, w.problem_id, w.origin, nullif(w.likeness, 0)
      FROM unnest($1::bigint[], $2::smallint[], $3::bytea[], $4::bigint[], $5::text[], $6::real[])
        AS w (project_id, version, hash, problem_id, origin, likeness)
      JOIN grouping.problems p ON p.id = w.problem_id AND p.merged_into IS NULL
      ON CONFLICT DO NOTHING
      """;

  static final String TAKE_BACK = "DELETE FROM grouping.problems WHERE id = ANY($1::bigint[])";

  // The locks are taken in the order of ids, so that transactions wait for each other in one
  // direction.
  static final String COUNT =
      """
      WITH more AS (
        SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::timestamptz[], $4::timestamptz[],
          $5::bigint[], $6::bigint[])
          AS m (id, count, first_seen, last_seen, first_event_id, last_event_id)
      ), locked AS (
        SELECT id, status FROM grouping.problems
        WHERE id = ANY($1::bigint[]) AND merged_into IS NULL ORDER BY id FOR NO KEY UPDATE
      )
      UPDATE grouping.problems p SET
        occurrence_count = p.occurrence_count + m.count,
        first_seen = least(p.first_seen, m.first_seen),
        last_seen = greatest(p.last_seen, m.last_seen),
        first_event_id = coalesce(p.first_event_id, m.first_event_id),
        last_event_id = CASE WHEN m.last_seen >= p.last_seen OR p.last_event_id IS NULL
          THEN m.last_event_id ELSE p.last_event_id END,
        status = CASE WHEN p.status = 'resolved' THEN 'unresolved' ELSE p.status END,
        status_changed_at = CASE WHEN p.status = 'resolved' THEN now() ELSE p.status_changed_at END
      FROM locked l JOIN more m ON m.id = l.id
      WHERE p.id = l.id
      RETURNING p.id, l.status, p.occurrence_count, p.lost_fingerprints
      """;

  static final String SUMMARIES =
      """
      SELECT id, title, message, culprit, level, platform
      FROM grouping.problems WHERE id = ANY($1::bigint[])
      """;

  static final String ADD_TO_MINUTES =
      """
      INSERT INTO grouping.minute_rollups AS r (project_id, problem_id, environment, bucket, count)
      SELECT project_id, problem_id, environment, to_timestamp(bucket), count
      FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[])
        AS m (project_id, problem_id, environment, bucket, count)
      ON CONFLICT (project_id, problem_id, bucket, environment)
      DO UPDATE SET count = r.count + excluded.count
      """;

  static final String ADD_TO_HOURS =
      """
      INSERT INTO grouping.hour_rollups AS r
        (project_id, problem_id, environment, bucket, count, release)
      SELECT project_id, problem_id, environment, to_timestamp(bucket), count, release
      FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[], $6::text[])
        AS m (project_id, problem_id, environment, bucket, count, release)
      ON CONFLICT (project_id, problem_id, bucket, environment, release)
      DO UPDATE SET count = r.count + excluded.count
      """;

  // Hosts and upstreams are what strangers ask for and what machines are called: more than some
  // hundreds of them tell nobody anything.
  static final String ADD_FACETS =
      """
      INSERT INTO grouping.problem_facets (problem_id, kind, value)
      SELECT w.* FROM unnest($1::bigint[], $2::text[], $3::text[]) AS w (problem_id, kind, value)
      WHERE w.kind NOT IN ('host', 'upstream', 'upstream_group') OR (
        SELECT count(*) FROM grouping.problem_facets f
        WHERE f.problem_id = w.problem_id AND f.kind = w.kind) < 300
      ON CONFLICT DO NOTHING
      """;

  static final String ADD_RELEASES =
      """
      INSERT INTO grouping.releases AS r (project_id, environment, release, first_seen)
      SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[])
      ON CONFLICT (project_id, environment, release)
      DO UPDATE SET first_seen = excluded.first_seen WHERE r.first_seen > excluded.first_seen
      """;

  static final String APPEND_HISTORY =
      """
      INSERT INTO grouping.problem_history (problem_id, at, kind, detail, user_id, actor_name)
      SELECT problem_id, at, kind, detail, nullif(user_id, 0), actor_name
      FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[], $5::bigint[], $6::text[])
        AS h (problem_id, at, kind, detail, user_id, actor_name)
      """;

  private ProblemSql() {}
}

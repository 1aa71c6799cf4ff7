package dev.culprit.query.related;

/**
 * The statements about what is related. In all of them $1 is the project and $2 the problem that is
 * asked about (0 for none). Merged problems keep their rollups and facets, so each leaves them out.
 */
final class RelatedSql {

  private static final String SHARED =
      """
      EXISTS (SELECT FROM grouping.problem_facets a JOIN grouping.problem_facets b USING (kind, value)
        WHERE a.problem_id = $2 AND b.problem_id = p.id AND kind IN (%s)) AS %s""";
  private static final String IN_COMMON =
      SHARED.formatted("'upstream', 'upstream_group'", "same_upstream")
          + ", "
          + SHARED.formatted("'host'", "same_host")
          + ", "
          + SHARED.formatted("'environment'", "same_environment");
  private static final String IS_GATEWAY =
      "EXISTS (SELECT FROM grouping.problem_facets g WHERE g.problem_id = p.id AND g.kind = 'proxy')";

  // $3 to $4 is around the start, $5 to $6 the ten minutes to count, $7 an hour before them. A
  // problem spiked when those ten minutes have more than three times what was usual, and five.
  static final String APPLICATIONS =
      """
      WITH counted AS (
        SELECT problem_id, coalesce(sum(count) FILTER (WHERE bucket >= $5 AND bucket < $6), 0) AS around,
          coalesce(sum(count) FILTER (WHERE bucket < $5), 0) AS before
        FROM grouping.minute_rollups
        WHERE project_id = $1 AND problem_id <> 0 AND bucket >= $7 AND bucket < $4
        GROUP BY problem_id
      ), candidates AS (
        SELECT problem_id AS id, around, before FROM counted
        UNION ALL
        SELECT id, 0, 0 FROM grouping.problems
        WHERE project_id = $1 AND status IN ('unresolved', 'resolved', 'ignored')
          AND first_seen >= $3 AND first_seen < $4 AND id NOT IN (SELECT problem_id FROM counted)
      ), changed AS (
        SELECT c.id, CASE
            WHEN p.first_seen >= $3 AND p.first_seen < $4 THEN 'opened'
            WHEN r.at IS NOT NULL THEN 'regressed'
            WHEN c.around >= 5 AND c.around > c.before / 2 THEN 'spiked' END AS change,
          CASE WHEN p.first_seen >= $3 AND p.first_seen < $4 THEN p.first_seen
            ELSE coalesce(r.at, $5) END AS at
        FROM candidates c JOIN grouping.problems p ON p.id = c.id
        LEFT JOIN LATERAL (
          SELECT max(h.at) AS at FROM grouping.problem_history h
          WHERE h.problem_id = c.id AND h.kind = 'regressed' AND h.at >= $3 AND h.at < $4) AS r ON true
      )
      SELECT %s, c.change, c.at, %s
      FROM changed c JOIN grouping.problems p ON p.id = c.id
      WHERE c.change IS NOT NULL AND p.id <> $2 AND p.status <> 'merged' AND NOT %s
      ORDER BY same_environment DESC, c.at DESC LIMIT 50"""
          .formatted(RelatedProblem.COLUMNS, IN_COMMON, IS_GATEWAY);

  // The minutes of the problem's last day or so are enough.
  static final String GATEWAYS =
      """
      WITH own AS (
        SELECT DISTINCT bucket FROM grouping.minute_rollups
        WHERE project_id = $1 AND problem_id = $2 ORDER BY bucket DESC LIMIT 1440
      ), gateways AS (
        SELECT p.id FROM grouping.problems p
        WHERE p.project_id = $1 AND p.id <> $2 AND p.status <> 'merged' AND %3$s
          AND p.last_seen >= (SELECT min(bucket) FROM own)
          AND p.first_seen < (SELECT max(bucket) + interval '1 minute' FROM own)
        ORDER BY p.last_seen DESC LIMIT 200
      ), together AS (
        SELECT g.id, max(r.bucket) AS at
        FROM gateways g
        JOIN grouping.minute_rollups r ON r.project_id = $1 AND r.problem_id = g.id
          AND r.bucket BETWEEN (SELECT min(bucket) FROM own) AND (SELECT max(bucket) FROM own)
        JOIN own o ON o.bucket = r.bucket
        GROUP BY g.id
      )
      SELECT %1$s, 'active' AS change, t.at, %2$s
      FROM together t JOIN grouping.problems p ON p.id = t.id
      ORDER BY same_environment DESC, t.at DESC LIMIT 50"""
          .formatted(RelatedProblem.COLUMNS, IN_COMMON, IS_GATEWAY);

  // $3 to $4 is the time to look at.
  static final String GATEWAYS_AT =
      """
      SELECT %1$s, 'active' AS change, t.at, %2$s
      FROM (
        SELECT r.problem_id, max(r.bucket) AS at FROM grouping.minute_rollups r
        WHERE r.project_id = $1 AND r.problem_id NOT IN (0, $2) AND r.bucket >= $3 AND r.bucket < $4
        GROUP BY r.problem_id) AS t
      JOIN grouping.problems p ON p.id = t.problem_id
      WHERE p.status <> 'merged' AND %3$s
      ORDER BY same_environment DESC, t.at DESC LIMIT 50"""
          .formatted(RelatedProblem.COLUMNS, IN_COMMON, IS_GATEWAY);

  static final String SIBLINGS =
      """
      SELECT %1$s, NULL AS change, NULL::timestamptz AS at, %2$s
      FROM (
        SELECT DISTINCT b.problem_id FROM grouping.problem_facets a
        JOIN grouping.problem_facets b USING (kind, value)
        WHERE a.problem_id = $2 AND b.problem_id <> $2 AND kind IN ('upstream', 'upstream_group')) AS s
      JOIN grouping.problems p ON p.id = s.problem_id AND p.project_id = $1
        AND p.status <> 'merged'
      ORDER BY p.last_seen DESC LIMIT 20"""
          .formatted(RelatedProblem.COLUMNS, IN_COMMON);

  // What has the same id and happened at another time is no part of the request: some clients count
  // their requests from one. The bounds of ids keep other days' partitions out.
  private static final String OTHERS =
      """
      JOIN grouping.event_links l ON l.event_id = s.id
      CROSS JOIN LATERAL (
        SELECT x.event_id FROM grouping.event_links x
        WHERE x.project_id = $1 AND x.link = l.link
          AND x.event_id >= ((s.id >> 37) - 1) << 37 AND x.event_id < ((s.id >> 37) + 2) << 37
        LIMIT 50) AS x
      JOIN grouping.events e ON e.id = x.event_id
        AND e.occurred_at BETWEEN s.occurred_at - interval '10 minutes'
          AND s.occurred_at + interval '10 minutes'
      """;

  // The problem's first and last events: more would only take longer.
  static final String LINKED =
      """
      WITH s AS (
        (SELECT id, occurred_at FROM grouping.events WHERE problem_id = $2 ORDER BY id LIMIT 200)
        UNION
        (SELECT id, occurred_at FROM grouping.events WHERE problem_id = $2 ORDER BY id DESC LIMIT 200)
      ), pairs AS (
        SELECT DISTINCT s.id AS own, e.id AS other, e.problem_id FROM s %s
        WHERE e.problem_id <> $2
      ), linked AS (
        SELECT problem_id, count(DISTINCT own) AS linked_events,
          (array_agg(own ORDER BY own DESC, other))[1:3] AS own_events,
          (array_agg(other ORDER BY own DESC, other))[1:3] AS other_events
        FROM pairs GROUP BY problem_id
      )
      SELECT %s, l.linked_events, l.own_events, l.other_events
      FROM linked l JOIN grouping.problems p ON p.id = l.problem_id
      ORDER BY l.linked_events DESC, p.id LIMIT 20"""
          .formatted(OTHERS, RelatedProblem.COLUMNS);

  // $3 is the event.
  static final String LINKED_EVENTS =
      """
      SELECT DISTINCT e.id AS event_id, e.occurred_at, e.level, e.problem_id, p.title, %s AS is_gateway
      FROM (SELECT id, occurred_at FROM grouping.events WHERE id = $3) AS s %s
      JOIN grouping.problems p ON p.id = e.problem_id
      WHERE e.id <> s.id AND e.problem_id <> $2
      ORDER BY e.occurred_at, e.id LIMIT 50"""
          .formatted(IS_GATEWAY, OTHERS);

  static final String RELEASES =
      """
      SELECT release, environment, first_seen,
        environment IN (SELECT value FROM grouping.problem_facets
          WHERE problem_id = $2 AND kind = 'environment') AS same_environment
      FROM grouping.releases
      WHERE project_id = $1 AND first_seen >= $3 AND first_seen < $4
      ORDER BY same_environment DESC, first_seen DESC LIMIT 20""";

  static final String PROBLEM =
      "SELECT project_id, first_seen FROM grouping.problems WHERE id = $1";
  static final String EVENT =
      "SELECT project_id, problem_id, occurred_at FROM grouping.events WHERE id = $1";

  private RelatedSql() {}
}

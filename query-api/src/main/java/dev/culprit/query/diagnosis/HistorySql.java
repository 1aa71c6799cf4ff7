package dev.culprit.query.diagnosis;

/** The statements that history is read with. */
final class HistorySql {

  /** What the problem's upstream is called: its servers, or the group when no server is named. */
  static final String UPSTREAMS =
      """
      SELECT value FROM grouping.problem_facets f
      WHERE problem_id = $1 AND (kind = 'upstream' OR kind = 'upstream_group' AND NOT EXISTS (
        SELECT FROM grouping.problem_facets o WHERE o.problem_id = $1 AND o.kind = 'upstream'))""";

  // Events of other problems of the same upstreams, by cause.
  static final String SIBLINGS =
      """
      SELECT c.value AS cause, coalesce(sum(r.count), 0)::bigint AS count
      FROM (
        SELECT DISTINCT problem_id FROM grouping.problem_facets
        WHERE kind IN ('upstream', 'upstream_group') AND value = ANY($3) AND problem_id <> $2) AS s
      JOIN grouping.problems p ON p.id = s.problem_id AND p.status <> 'merged'
      JOIN grouping.problem_facets c ON c.problem_id = s.problem_id AND c.kind = 'cause'
      JOIN grouping.minute_rollups r
        ON r.project_id = $1 AND r.problem_id = s.problem_id AND r.bucket >= $4 AND r.bucket < $5
      GROUP BY 1""";

  // Problems which tell that somebody was there to talk to.
  static final String WAS_ALIVE =
      """
      SELECT EXISTS (
        SELECT FROM grouping.problem_facets u
        JOIN grouping.problems p ON p.id = u.problem_id AND p.project_id = $1 AND p.first_seen < $4
        JOIN grouping.problem_facets c ON c.problem_id = p.id AND c.kind = 'cause'
        WHERE u.kind IN ('upstream', 'upstream_group') AND u.value = ANY($3) AND p.id <> $2
          AND c.value NOT IN ('upstream_refused', 'upstream_unreachable',
            'upstream_connect_timeout', 'socket_missing', 'socket_permission',
            'no_live_upstreams', 'local_firewall_or_route', 'dns_not_found', 'dns_server_failure',
            'dns_refused', 'dns_timeout', 'dns_no_resolver', 'proxy_config', 'client_closed',
            'unknown'))""";

  static final String SERVED =
      """
      SELECT
        EXISTS (SELECT FROM grouping.gateway_hours WHERE project_id = $1 AND proxy = $4) AS is_counted,
        EXISTS (
          SELECT FROM grouping.gateway_hours WHERE project_id = $1 AND hour < date_trunc('hour', $3::timestamptz, 'UTC')
            AND upstream = ANY($2) AND requests > gateway_errors)
        OR EXISTS (
          SELECT FROM grouping.gateway_minutes WHERE project_id = $1
            AND minute >= date_trunc('hour', $3::timestamptz, 'UTC') AND minute <= $3
            AND upstream = ANY($2) AND requests > gateway_errors) AS has_served""";

  static final String TIMED_OUT =
      """
      SELECT count(DISTINCT u.value) FROM grouping.problem_facets c
      JOIN grouping.problems p ON p.id = c.problem_id AND p.project_id = $1
      JOIN grouping.problem_facets x ON x.problem_id = p.id AND x.kind = 'proxy' AND x.value = $2
      JOIN grouping.problem_facets u ON u.problem_id = p.id AND u.kind = 'upstream'
      WHERE c.kind = 'cause' AND c.value = 'upstream_connect_timeout' AND EXISTS (
        SELECT FROM grouping.minute_rollups r WHERE r.project_id = $1 AND r.problem_id = p.id
          AND r.bucket >= $3 AND r.bucket < $4)""";

  static final String SERVING =
      """
      SELECT count(DISTINCT upstream) FROM grouping.gateway_minutes
      WHERE project_id = $1 AND proxy = $2 AND minute >= $3 AND minute < $4
        AND upstream <> '' AND upstream <> ALL($5) AND requests > gateway_errors""";

  // The very first release of an environment is no deployment.
  static final String NEW_RELEASE =
      """
      SELECT r.release FROM grouping.releases r
      WHERE r.project_id = $1 AND r.first_seen >= $3 AND r.first_seen < $4
        AND r.environment IN (
          SELECT value FROM grouping.problem_facets WHERE problem_id = $2 AND kind = 'environment')
        AND EXISTS (
          SELECT FROM grouping.releases o WHERE o.project_id = $1
            AND o.environment = r.environment AND o.first_seen < $3)
      ORDER BY r.first_seen LIMIT 1""";

  private HistorySql() {}
}

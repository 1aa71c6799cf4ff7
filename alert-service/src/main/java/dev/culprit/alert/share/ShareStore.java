package dev.culprit.alert.share;

import dev.culprit.alert.rule.Rule;
import dev.culprit.alert.rule.ShareScope;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests by the minute in PostgreSQL. */
public final class ShareStore {
  private static final int ROWS_A_STATEMENT = 1_000;
  private static final int SCOPES_A_STATEMENT = 200;

  private static final String RAISE =
      """
      INSERT INTO request_minutes AS r (project_id, scope_kind, scope_key, minute, environment, requests, server_errors)
      SELECT project_id, scope_kind, scope_key, to_timestamp(minute * 60), environment, requests, server_errors
      FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::bigint[], $7::bigint[])
        AS t (project_id, scope_kind, scope_key, minute, environment, requests, server_errors)
      ON CONFLICT (project_id, scope_kind, scope_key, minute, environment) DO UPDATE
      SET requests = r.requests + excluded.requests, server_errors = r.server_errors + excluded.server_errors
      """;

  private static final String SUMS =
      """
      SELECT t.nth,
        coalesce(sum(m.requests) FILTER (WHERE m.minute > t.now - t.window_minutes * interval '1 minute'), 0)::bigint AS requests,
        coalesce(sum(m.server_errors) FILTER (WHERE m.minute > t.now - t.window_minutes * interval '1 minute'), 0)::bigint AS errors,
        coalesce(sum(m.requests) FILTER (WHERE m.minute >= t.now - interval '1 minute'), 0)::bigint AS recent_requests,
        coalesce(sum(m.server_errors) FILTER (WHERE m.minute >= t.now - interval '1 minute'), 0)::bigint AS recent_errors,
        coalesce(sum(m.requests) FILTER (WHERE m.minute < t.now - interval '15 minutes' AND m.minute >= t.now - interval '24 hours'), 0)::bigint AS usual_requests,
        coalesce(sum(m.server_errors) FILTER (WHERE m.minute < t.now - interval '15 minutes' AND m.minute >= t.now - interval '24 hours'), 0)::bigint AS usual_errors,
        coalesce(sum(m.requests) FILTER (WHERE m.minute BETWEEN t.now - interval '24 hours 15 minutes' AND t.now - interval '23 hours 45 minutes'), 0)::bigint AS yesterday_requests,
        coalesce(sum(m.server_errors) FILTER (WHERE m.minute BETWEEN t.now - interval '24 hours 15 minutes' AND t.now - interval '23 hours 45 minutes'), 0)::bigint AS yesterday_errors
      FROM (
        SELECT *, to_timestamp($7::bigint * 60) AS now
        FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::int[], $6::int[])
          WITH ORDINALITY AS s (project_id, scope_kind, scope_key, environment, window_minutes, horizon_minutes, nth)) t
      LEFT JOIN request_minutes m ON m.project_id = t.project_id AND m.scope_kind = t.scope_kind
        AND m.scope_key = t.scope_key AND m.minute > t.now - t.horizon_minutes * interval '1 minute'
        AND (t.environment = '' OR m.environment = t.environment)
      GROUP BY t.nth ORDER BY t.nth
      """;

  private static final String OPEN =
      """
      SELECT id, rule_id, project_id, scope_key FROM incidents
      WHERE closed_at IS NULL AND rule_kind IN ('error_share', 'error_share_spike') ORDER BY id LIMIT 1000
      """;

  // The gateway's problem with most events in the last minutes: what is called so by its platform.
  private static final String LIKELY =
      """
      SELECT r.problem_id FROM rate_minutes r JOIN problem_summaries s ON s.problem_id = r.problem_id
      WHERE r.project_id = $1 AND r.problem_id <> 0 AND r.minute >= to_timestamp($2::bigint * 60) - interval '5 minutes'
        AND s.summary ->> 'platform' IN ('nginx', 'haproxy', 'apache', 'caddy', 'envoy', 'traefik')
      GROUP BY r.problem_id ORDER BY sum(r.count) DESC, r.problem_id LIMIT 1
      """;

  private ShareStore() {}

  private record RowKey(ShareKey key, int minute, String environment)
      implements Comparable<RowKey> {
    @Override
    public int compareTo(RowKey other) {
      int byKey = key.compareTo(other.key);
      int byMinute = byKey != 0 ? byKey : Integer.compare(minute, other.minute);
      return byMinute != 0 ? byMinute : environment.compareTo(other.environment);
    }
  }

  /** Adds up, in the caller's transaction. */
  public static Future<Void> raise(SqlClient transaction, Collection<RequestDelta> deltas) {
    Map<RowKey, long[]> sums = new TreeMap<>();
    for (RequestDelta delta : deltas) {
      for (ShareKey key : ShareKey.of(delta)) {
        if (key.isNamed()) {
          long[] sum =
              sums.computeIfAbsent(
                  new RowKey(key, delta.minute(), delta.environment()), first -> new long[2]);
          sum[0] += delta.requests();
          sum[1] += delta.serverErrors();
        }
      }
    }
    List<Map.Entry<RowKey, long[]>> rows = new ArrayList<>(sums.entrySet());
    Future<Void> chain = Future.succeededFuture();
    for (int from = 0; from < rows.size(); from += ROWS_A_STATEMENT) {
      Tuple some = columns(rows.subList(from, Math.min(rows.size(), from + ROWS_A_STATEMENT)));
      chain = chain.compose(done -> transaction.preparedQuery(RAISE).execute(some).mapEmpty());
    }
    return chain;
  }

  private static Tuple columns(List<Map.Entry<RowKey, long[]>> rows) {
    return Tuple.of(
        rows.stream().map(row -> row.getKey().key.projectId()).toArray(Long[]::new),
        rows.stream().map(row -> row.getKey().key.scope().stored()).toArray(String[]::new),
        rows.stream().map(row -> row.getKey().key.key()).toArray(String[]::new),
        rows.stream().map(row -> (long) row.getKey().minute).toArray(Long[]::new),
        rows.stream().map(row -> row.getKey().environment).toArray(String[]::new),
        rows.stream().map(row -> row.getValue()[0]).toArray(Long[]::new),
        rows.stream().map(row -> row.getValue()[1]).toArray(Long[]::new));
  }

  /** A rule and one of the shares that it is about. */
  record Watched(Rule rule, ShareKey key, int windowMinutes, int horizonMinutes) {}

  /** The sums of each, in their order. */
  static Future<List<ShareSums>> sums(SqlClient database, List<Watched> watched, int nowMinute) {
    List<ShareSums> sums = new ArrayList<>(watched.size());
    Future<Void> chain = Future.succeededFuture();
    for (int from = 0; from < watched.size(); from += SCOPES_A_STATEMENT) {
      List<Watched> some =
          watched.subList(from, Math.min(watched.size(), from + SCOPES_A_STATEMENT));
      Tuple values =
          Tuple.of(
              some.stream().map(one -> one.key.projectId()).toArray(Long[]::new),
              some.stream().map(one -> one.key.scope().stored()).toArray(String[]::new),
              some.stream().map(one -> one.key.key()).toArray(String[]::new),
              some.stream().map(one -> one.rule.environment()).toArray(String[]::new),
              some.stream().map(Watched::windowMinutes).toArray(Integer[]::new),
              some.stream().map(Watched::horizonMinutes).toArray(Integer[]::new));
      values.addLong((long) nowMinute);
      chain =
          chain
              .compose(done -> database.preparedQuery(SUMS).execute(values))
              .map(
                  rows -> {
                    rows.forEach(row -> sums.add(sums(row)));
                    return null;
                  });
    }
    return chain.map(sums);
  }

  private static ShareSums sums(Row row) {
    return new ShareSums(
        row.getLong("requests"),
        row.getLong("errors"),
        row.getLong("recent_requests"),
        row.getLong("recent_errors"),
        row.getLong("usual_requests"),
        row.getLong("usual_errors"),
        row.getLong("yesterday_requests"),
        row.getLong("yesterday_errors"));
  }

  /** An open incident about a share. */
  record OpenShare(long incidentId, long ruleId, long projectId, String key) {}

  static Future<List<OpenShare>> open(SqlClient database) {
    return database
        .preparedQuery(OPEN)
        .execute()
        .map(
            rows -> {
              List<OpenShare> open = new ArrayList<>();
              rows.forEach(
                  row ->
                      open.add(
                          new OpenShare(
                              row.getLong("id"),
                              row.getLong("rule_id") == null ? 0 : row.getLong("rule_id"),
                              row.getLong("project_id"),
                              row.getString("scope_key"))));
              return open;
            });
  }

  /** The problem of a gateway that most likely is behind it; 0 when none is known. */
  static Future<Long> likelyProblem(SqlClient database, long projectId, int nowMinute) {
    return database
        .preparedQuery(LIKELY)
        .execute(Tuple.of(projectId, (long) nowMinute))
        .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong(0));
  }

  static ShareKey keyOf(long projectId, ShareScope scope, String key) {
    return new ShareKey(projectId, scope, key);
  }

  static int minute(Instant now) {
    return (int) Math.floorDiv(now.getEpochSecond(), 60L);
  }
}

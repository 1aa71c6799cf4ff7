package dev.culprit.query.problem;

import dev.culprit.query.http.ApiException;
import dev.culprit.query.http.Times;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads problems and what hangs on them. */
final class ProblemQueries {
  private static final int HOURS = 24;

  // From the sums by hour; the problem's own first and last time make their ends exact.
  private static final String FACETS =
      """
      SELECT %1$s AS value, sum(count)::bigint AS count, greatest(min(bucket), $3) AS first_seen,
        least(max(bucket) + interval '1 hour', $4) AS last_seen
      FROM grouping.hour_rollups WHERE project_id = $1 AND problem_id = $2 AND %1$s <> ''
      GROUP BY 1 ORDER BY %2$s LIMIT 100""";
  private static final String ENVIRONMENTS = FACETS.formatted("environment", "count DESC, value");
  private static final String RELEASES = FACETS.formatted("release", "max(bucket) DESC, value");

  private final Pool reader;

  ProblemQueries(Pool reader) {
    this.reader = reader;
  }

  Future<List<ProblemView>> list(ProblemFilter filter, long[] after, int limit) {
    ProblemListSql.Statement statement = ProblemListSql.of(filter, after, limit);
    return reader
        .preparedQuery(statement.sql())
        .execute(statement.values())
        .map(rows -> stream(rows).map(ProblemView::of).toList());
  }

  /** The problem; an {@link ApiException} when there is none. */
  Future<ProblemView> find(long id) {
    return reader
        .preparedQuery(
            "SELECT " + ProblemView.COLUMNS + " FROM grouping.problems p WHERE p.id = $1")
        .execute(Tuple.of(id))
        .map(
            rows ->
                stream(rows)
                    .findFirst()
                    .map(ProblemView::of)
                    .orElseThrow(() -> ApiException.notFound("problem " + id)));
  }

  /**
   * The last 24 hours of each problem, the running hour last; problems without events are missing.
   */
  Future<Map<Long, long[]>> sparklines(long projectId, List<Long> problemIds, Instant now) {
    OffsetDateTime first =
        Times.utc(now.truncatedTo(ChronoUnit.HOURS).minus(HOURS - 1, ChronoUnit.HOURS));
    return reader
        .preparedQuery(
            """
            SELECT problem_id, bucket, sum(count)::bigint AS count FROM grouping.hour_rollups
            WHERE project_id = $1 AND problem_id = ANY($2) AND bucket >= $3 GROUP BY problem_id, bucket""")
        .execute(Tuple.of(projectId, problemIds.toArray(Long[]::new), first))
        .map(
            rows -> {
              Map<Long, long[]> sparklines = new HashMap<>();
              for (Row row : rows) {
                long hour = ChronoUnit.HOURS.between(first, row.getOffsetDateTime("bucket"));
                if (hour < HOURS) {
                  sparklines
                          .computeIfAbsent(row.getLong("problem_id"), id -> new long[HOURS])[
                          (int) hour] =
                      row.getLong("count");
                }
              }
              return sparklines;
            });
  }

  Future<JsonArray> environments(ProblemView problem) {
    return facets(problem, ENVIRONMENTS);
  }

  Future<JsonArray> releases(ProblemView problem) {
    return facets(problem, RELEASES);
  }

  private Future<JsonArray> facets(ProblemView problem, String sql) {
    return reader
        .preparedQuery(sql)
        .execute(
            Tuple.of(problem.projectId(), problem.id(), problem.firstSeen(), problem.lastSeen()))
        .map(rows -> array(stream(rows).map(ProblemQueries::facet)));
  }

  Future<JsonArray> history(long problemId) {
    return reader
        .preparedQuery(
            """
            SELECT id, at, kind, detail, user_id, actor_name FROM grouping.problem_history
            WHERE problem_id = $1 ORDER BY id DESC LIMIT 100""")
        .execute(Tuple.of(problemId))
        .map(rows -> array(stream(rows).map(ProblemQueries::historyEntry)));
  }

  private static JsonObject facet(Row row) {
    return new JsonObject()
        .put("value", row.getString("value"))
        .put("count", row.getLong("count"))
        .put("first_seen", Times.text(row.getOffsetDateTime("first_seen")))
        .put("last_seen", Times.text(row.getOffsetDateTime("last_seen")));
  }

  private static JsonObject historyEntry(Row row) {
    return new JsonObject()
        .put("id", row.getLong("id"))
        .put("at", Times.text(row.getOffsetDateTime("at")))
        .put("kind", row.getString("kind"))
        .put("detail", row.getString("detail"))
        .put("user_id", row.getLong("user_id"))
        .put("actor_name", row.getString("actor_name"));
  }

  private static JsonArray array(Stream<JsonObject> entries) {
    JsonArray array = new JsonArray();
    entries.forEach(array::add);
    return array;
  }

  private static Stream<Row> stream(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}

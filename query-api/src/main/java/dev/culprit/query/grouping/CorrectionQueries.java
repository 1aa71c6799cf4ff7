package dev.culprit.query.grouping;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;

/** Reads what people corrected about a problem and what they may want to. */
public final class CorrectionQueries {
  private static final String STATE =
      """
      SELECT (SELECT merged_into FROM grouping.problems WHERE id = $1) AS merged_into,
        (SELECT attribute FROM grouping.split_fingerprints WHERE problem_id = $1 LIMIT 1) AS split_by,
        (SELECT coalesce(sum(greatest(events_before - moved, 0)), 0)::bigint
         FROM grouping.event_moves WHERE from_id = $1 OR to_id = $1) AS moving""";
  private static final String MERGED =
      """
      SELECT id, title, occurrence_count FROM grouping.problems
      WHERE merged_into = $1 ORDER BY status_changed_at DESC NULLS LAST, id DESC LIMIT 100""";

  // Whichever of the two was found to be like the other.
  private static final String ALIKE =
      """
      SELECT p.id, p.title, max(l.likeness) AS likeness
      FROM (
        SELECT like_problem_id AS id, likeness, dismissed_at
        FROM grouping.problem_likeness WHERE problem_id = $1
        UNION ALL
        SELECT problem_id, likeness, dismissed_at
        FROM grouping.problem_likeness WHERE like_problem_id = $1) AS l
      JOIN grouping.problems p ON p.id = l.id AND p.status <> 'merged'
      GROUP BY p.id, p.title HAVING count(l.dismissed_at) = 0
      ORDER BY likeness DESC, p.id LIMIT 5""";

  private final Pool reader;

  public CorrectionQueries(Pool reader) {
    this.reader = reader;
  }

  /** The fields of a ProblemDetail that tell of corrections. */
  public Future<JsonObject> of(long problemId) {
    Future<RowSet<Row>> state = reader.preparedQuery(STATE).execute(Tuple.of(problemId));
    Future<JsonArray> merged =
        list(
            MERGED,
            problemId,
            row -> named(row).put("occurrence_count", row.getLong("occurrence_count")));
    Future<JsonArray> alike =
        list(
            ALIKE,
            problemId,
            row -> named(row).put("likeness", Likeness.rounded(row.getFloat("likeness"))));
    return Future.all(state, merged, alike)
        .map(
            all -> {
              Row row = state.result().iterator().next();
              boolean isMerged = row.getLong("merged_into") != null;
              return new JsonObject()
                  .put("merged_into", row.getLong("merged_into"))
                  .put("merged_problems", merged.result())
                  .put("looks_like", isMerged ? new JsonArray() : alike.result())
                  .put("split_by", row.getString("split_by"))
                  .put("moving_events", row.getLong("moving"));
            });
  }

  private Future<JsonArray> list(String sql, long problemId, Function<Row, JsonObject> mapping) {
    return reader
        .preparedQuery(sql)
        .execute(Tuple.of(problemId))
        .map(
            rows -> {
              JsonArray list = new JsonArray();
              rows.forEach(row -> list.add(mapping.apply(row)));
              return list;
            });
  }

  private static JsonObject named(Row row) {
    return new JsonObject().put("id", row.getLong("id")).put("title", row.getString("title"));
  }
}

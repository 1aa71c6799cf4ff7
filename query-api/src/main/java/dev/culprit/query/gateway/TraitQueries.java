package dev.culprit.query.gateway;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Reads the traits of problems. */
public final class TraitQueries {
  // Of several servers the group tells more than any one of them.
  private static final String TRAITS =
      """
      SELECT problem_id,
        min(value) FILTER (WHERE kind = 'cause') AS cause,
        min(value) FILTER (WHERE kind = 'proxy') AS proxy,
        coalesce(
          CASE WHEN count(*) FILTER (WHERE kind = 'upstream') <> 1
            THEN min(value) FILTER (WHERE kind = 'upstream_group') END,
          min(value) FILTER (WHERE kind = 'upstream')) AS upstream,
        array_agg(value ORDER BY value) FILTER (WHERE kind = 'http_status') AS http_statuses
      FROM grouping.problem_facets
      WHERE problem_id = ANY($1)
        AND kind IN ('cause', 'proxy', 'upstream', 'upstream_group', 'http_status')
      GROUP BY problem_id""";

  private final Pool reader;

  public TraitQueries(Pool reader) {
    this.reader = reader;
  }

  /** Problems without traits are missing. */
  public Future<Map<Long, ProblemTraits>> of(Collection<Long> problemIds) {
    if (problemIds.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return reader
        .preparedQuery(TRAITS)
        .execute(Tuple.tuple().addValue(problemIds.toArray(Long[]::new)))
        .map(
            rows -> {
              Map<Long, ProblemTraits> traits = new HashMap<>();
              for (Row row : rows) {
                traits.put(row.getLong("problem_id"), ProblemTraits.of(row));
              }
              return traits;
            });
  }
}

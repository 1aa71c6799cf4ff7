package dev.culprit.alert.rate;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Reads rate_minutes, one row a series and environment. */
public final class PgRateStore implements RateStore {
  // A series began when its problem was first told of, or its project first sent anything. Unknown
  // = long ago.
  private static final String LOAD =
      """
      SELECT k.project_id, k.problem_id, r.environment, r.minutes, r.counts,
             coalesce(CASE k.problem_id
               WHEN 0 THEN (SELECT floor(extract(epoch FROM first_activity_at) / 60)::int
                            FROM known_projects p WHERE p.project_id = k.project_id)
               ELSE (SELECT floor(extract(epoch FROM first_seen) / 60)::int
                     FROM problem_summaries s WHERE s.problem_id = k.problem_id)
             END, 0) AS first_minute
      FROM unnest($1::bigint[], $2::bigint[]) AS k (project_id, problem_id)
      LEFT JOIN LATERAL (
        SELECT environment,
               array_agg((extract(epoch FROM minute) / 60)::int) AS minutes,
               array_agg(count) AS counts
        FROM rate_minutes m
        WHERE m.project_id = k.project_id AND m.problem_id = k.problem_id
          AND m.minute >= to_timestamp($3::bigint * 60)
        GROUP BY environment
      ) r ON true
      """;

  private static final String AROUND =
      """
      SELECT (extract(epoch FROM r.minute) / 60)::int AS minute, sum(r.count)::bigint AS count
      FROM generate_series(1, $5::int) AS day
      JOIN rate_minutes r ON r.project_id = $1 AND r.problem_id = $2
        AND ($3 = '' OR r.environment = $3)
        AND r.minute BETWEEN to_timestamp(($4::bigint - day * 1440 - $6::int) * 60)
                         AND to_timestamp(($4::bigint - day * 1440 + $6::int) * 60)
      GROUP BY r.minute
      """;

  private final SqlClient database;

  public PgRateStore(SqlClient database) {
    this.database = database;
  }

  @Override
  public Future<Map<SeriesKey, RateSeries>> load(Collection<SeriesKey> keys, int sinceMinute) {
    Tuple parameters =
        Tuple.of(
            keys.stream().map(SeriesKey::projectId).toArray(Long[]::new),
            keys.stream().map(SeriesKey::problemId).toArray(Long[]::new),
            (long) sinceMinute);
    return database.preparedQuery(LOAD).execute(parameters).map(PgRateStore::series);
  }

  private static Map<SeriesKey, RateSeries> series(RowSet<Row> rows) {
    Map<SeriesKey, RateSeries> loaded = new HashMap<>();
    for (Row row : rows) {
      SeriesKey key = new SeriesKey(row.getLong("project_id"), row.getLong("problem_id"));
      RateSeries series =
          loaded.computeIfAbsent(key, k -> new RateSeries(k, row.getInteger("first_minute")));
      String environment = row.getString("environment");
      if (environment != null) {
        fill(series, environment, row);
      }
    }
    return loaded;
  }

  private static void fill(RateSeries series, String environment, Row row) {
    Integer[] minutes = row.getArrayOfIntegers("minutes");
    Long[] counts = row.getArrayOfLongs("counts");
    for (int i = 0; i < minutes.length; i++) {
      series.raise(environment, minutes[i], counts[i]);
    }
  }

  @Override
  public Future<MinuteCounts> around(
      SeriesKey key, String environment, int minute, int days, int minutes) {
    Tuple parameters =
        Tuple.of(key.projectId(), key.problemId(), environment, (long) minute, days, minutes);
    return database
        .preparedQuery(AROUND)
        .execute(parameters)
        .map(
            rows -> {
              MinuteSeries counts = new MinuteSeries();
              rows.forEach(row -> counts.raise(row.getInteger("minute"), row.getLong("count")));
              return counts;
            });
  }
}

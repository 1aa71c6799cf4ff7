package dev.culprit.query.rate;

import dev.culprit.query.http.ApiException;
import dev.culprit.query.http.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

/** Reads counts from the rollups, which are exact. */
final class RateQueries {
  /** Stands for all problems of a project in the rollups. */
  static final long WHOLE_PROJECT = 0;

  private final Pool reader;

  RateQueries(Pool reader) {
    this.reader = reader;
  }

  /** One count a bucket of the window, zero where nothing happened. */
  Future<long[]> counts(
      long projectId, long problemId, RateWindow window, Optional<String> environment) {
    Tuple values = Tuple.of(projectId, problemId, Times.utc(window.from()), Times.utc(window.to()));
    environment.ifPresent(values::addString);
    return reader
        .preparedQuery(
            "SELECT bucket, sum(count)::bigint AS count FROM "
                + window.bucket().table()
                + " WHERE project_id = $1 AND problem_id = $2 AND bucket >= $3 AND bucket < $4"
                + (environment.isPresent() ? " AND environment = $5" : "")
                + " GROUP BY bucket")
        .execute(values)
        .map(
            rows -> {
              long[] counts = new long[window.size()];
              for (Row row : rows) {
                Instant at = row.getOffsetDateTime("bucket").toInstant();
                counts[Math.toIntExact(window.bucket().unit().between(window.from(), at))] +=
                    row.getLong("count");
              }
              return counts;
            });
  }

  /** The project of a problem; an {@link ApiException} when there is no such problem. */
  Future<Long> projectOf(long problemId) {
    return reader
        .preparedQuery("SELECT project_id FROM grouping.problems WHERE id = $1")
        .execute(Tuple.of(problemId))
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw ApiException.notFound("problem " + problemId);
              }
              return rows.iterator().next().getLong(0);
            });
  }
}

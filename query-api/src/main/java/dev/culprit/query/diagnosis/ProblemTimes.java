package dev.culprit.query.diagnosis;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** In which minutes a problem was seen, as far back as sums by minute are kept. */
public final class ProblemTimes {
  /** What is quieter for longer begins anew. */
  private static final Duration QUIET = Duration.ofMinutes(60);

  private static final String MINUTES =
      """
      SELECT DISTINCT bucket FROM grouping.minute_rollups
      WHERE project_id = $1 AND problem_id = $2 ORDER BY bucket""";

  private final Pool reader;

  public ProblemTimes(Pool reader) {
    this.reader = reader;
  }

  public Future<List<Instant>> minutes(long projectId, long problemId) {
    return reader
        .preparedQuery(MINUTES)
        .execute(Tuple.of(projectId, problemId))
        .map(
            rows -> {
              List<Instant> minutes = new ArrayList<>(rows.size());
              for (Row row : rows) {
                minutes.add(row.getOffsetDateTime("bucket").toInstant());
              }
              return minutes;
            });
  }

  /**
   * When the problem's latest bout began: after the last hour without it, or with its first event.
   */
  public static Instant startedAt(List<Instant> minutes, Instant firstSeen) {
    List<Burst> bouts = Burst.of(minutes, QUIET);
    if (bouts.isEmpty()) {
      return firstSeen;
    }
    Instant start = bouts.get(bouts.size() - 1).start();
    return firstSeen.truncatedTo(ChronoUnit.MINUTES).equals(start) ? firstSeen : start;
  }
}

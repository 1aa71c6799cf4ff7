package dev.culprit.grouping.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Whether what is counted of problems is what is stored of them. */
public final class Sums {

  private final Tables tables;

  public Sums(Tables tables) {
    this.tables = tables;
  }

  /** How many events stand under the problem. */
  public long events(long problem) {
    return tables.number("SELECT count(*) FROM grouping.events WHERE problem_id = " + problem);
  }

  public long count(long problem) {
    return tables.number("SELECT occurrence_count FROM grouping.problems WHERE id = " + problem);
  }

  /** Events, count and both sums of the problem are the same, bucket by bucket. */
  public void requireExact(long problem, long events) {
    assertThat(events(problem)).isEqualTo(events);
    assertThat(count(problem)).isEqualTo(events);
    assertThat(
            rows(
                "environment, '', bucket, count FROM grouping.minute_rollups WHERE problem_id = "
                    + problem))
        .isEqualTo(
            rows(
                "environment, '', date_trunc('minute', occurred_at), count(*)"
                    + " FROM grouping.events WHERE problem_id = "
                    + problem
                    + " GROUP BY 1, 2, 3"));
    assertThat(
            rows(
                "environment, release, bucket, count FROM grouping.hour_rollups WHERE problem_id = "
                    + problem))
        .isEqualTo(
            rows(
                "environment, release, date_trunc('hour', occurred_at), count(*)"
                    + " FROM grouping.events WHERE problem_id = "
                    + problem
                    + " GROUP BY 1, 2, 3"));
  }

  private List<List<Object>> rows(String columns) {
    return tables.rows("SELECT " + columns + " ORDER BY 1, 2, 3");
  }
}

package dev.culprit.grouping.problem;

import java.util.Comparator;

/**
 * Events of a problem (0 = of the whole project) in an environment and a minute, or in a release
 * and an hour; {@code release} is empty when it is not told apart.
 */
public record RollupRow(
    long projectId,
    long problemId,
    long bucketEpochSecond,
    String environment,
    String release,
    long count) {

  /** The order in which every transaction writes them. */
  public static final Comparator<RollupRow> ORDER =
      Comparator.comparingLong(RollupRow::projectId)
          .thenComparingLong(RollupRow::problemId)
          .thenComparingLong(RollupRow::bucketEpochSecond)
          .thenComparing(RollupRow::environment)
          .thenComparing(RollupRow::release);
}

package dev.culprit.grouping.problem;

import java.time.Instant;
import java.util.Comparator;

/** Events of a problem in one environment or release; {@code kind} is the column's code. */
public record FacetRow(
    long problemId, String kind, String value, long count, Instant firstSeen, Instant lastSeen) {

  public static final String ENVIRONMENT = "environment";
  public static final String RELEASE = "release";

  /** The order in which every transaction writes them. */
  public static final Comparator<FacetRow> ORDER =
      Comparator.comparingLong(FacetRow::problemId)
          .thenComparing(FacetRow::kind)
          .thenComparing(FacetRow::value);
}

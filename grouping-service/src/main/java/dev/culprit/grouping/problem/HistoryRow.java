package dev.culprit.grouping.problem;

import java.time.Instant;

/** A line of a problem's history; {@code userId} 0 and an empty name stand for the system. */
public record HistoryRow(
    long problemId, Instant at, String kind, String detail, long userId, String actorName) {

  /** What the system itself did. */
  public static HistoryRow bySystem(long problemId, Instant at, String kind, String detail) {
    return new HistoryRow(problemId, at, kind, detail, 0, "");
  }
}

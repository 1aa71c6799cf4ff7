package dev.culprit.query.problem;

import dev.culprit.query.http.Times;
import java.util.function.ToLongFunction;

/** What problems are sorted by, the latest or largest first; each has an index. */
enum ProblemSort {
  LAST_SEEN("last_seen", true, problem -> Times.micros(problem.lastSeen())),
  FIRST_SEEN("first_seen", true, problem -> Times.micros(problem.firstSeen())),
  OCCURRENCES("occurrence_count", false, ProblemView::occurrenceCount);

  private final String column;
  private final boolean isTime;
  private final ToLongFunction<ProblemView> key;

  ProblemSort(String column, boolean isTime, ToLongFunction<ProblemView> key) {
    this.column = column;
    this.isTime = isTime;
    this.key = key;
  }

  static ProblemSort of(String name) {
    return switch (name) {
      case "first_seen" -> FIRST_SEEN;
      case "occurrences" -> OCCURRENCES;
      default -> LAST_SEEN;
    };
  }

  String column() {
    return column;
  }

  /** Where a page ended, as a number for the cursor. */
  long keyOf(ProblemView problem) {
    return key.applyAsLong(problem);
  }

  /** The number of a cursor as a value of the column. */
  Object valueOf(long key) {
    return isTime ? Times.ofMicros(key) : (Object) key;
  }
}

package dev.culprit.query.problem;

import dev.culprit.query.http.Times;

/** What problems are sorted by, the latest or largest first; each has an index. */
enum ProblemSort {
  LAST_SEEN("last_seen", true),
  FIRST_SEEN("first_seen", true),
  OCCURRENCES("occurrence_count", false);

  private final String column;
  private final boolean isTime;

  ProblemSort(String column, boolean isTime) {
    this.column = column;
    this.isTime = isTime;
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
    return switch (this) {
      case LAST_SEEN -> Times.micros(problem.lastSeen());
      case FIRST_SEEN -> Times.micros(problem.firstSeen());
      case OCCURRENCES -> problem.occurrenceCount();
    };
  }

  /** The number of a cursor as a value of the column. */
  Object valueOf(long key) {
    return isTime ? Times.ofMicros(key) : (Object) key;
  }
}

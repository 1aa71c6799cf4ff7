package dev.culprit.query.problem;

import dev.culprit.query.http.Times;

/**
 * What problems are sorted by, the latest or largest first; each has an index. Those of values that
 * change all the time hold a coarser step of the value, which grows with it.
 */
enum ProblemSort {
  LAST_SEEN(
      "last_seen",
      "last_seen_minute",
      "date_bin('1 minute', %s::timestamptz, timestamptz '2020-01-01 00:00:00+00')",
      true),
  FIRST_SEEN("first_seen", true),
  OCCURRENCES(
      "occurrence_count",
      "count_magnitude",
      "floor(4 * ln(greatest(%s::bigint, 1)::float8))::smallint",
      false);

  private final String column;
  private final String step;
  private final String stepOfValue;
  private final boolean isTime;

  ProblemSort(String column, boolean isTime) {
    this(column, "", "", isTime);
  }

  ProblemSort(String column, String step, String stepOfValue, boolean isTime) {
    this.column = column;
    this.step = step;
    this.stepOfValue = stepOfValue;
    this.isTime = isTime;
  }

  static ProblemSort of(String name) {
    return switch (name) {
      case "first_seen" -> FIRST_SEEN;
      case "occurrences" -> OCCURRENCES;
      default -> LAST_SEEN;
    };
  }

  String order() {
    return (step.isEmpty() ? "" : step + " DESC, ") + column + " DESC, id DESC";
  }

  /** True of what comes after the position; both are placeholders. */
  String after(String value, String id) {
    return step.isEmpty()
        ? "(p.%s, p.id) < (%s, %s)".formatted(column, value, id)
        : "(p.%s, p.%s, p.id) < (%s, %s, %s)"
            .formatted(step, column, stepOfValue.formatted(value), value, id);
  }

  /** What a statement must select beside the view's columns to order the whole by. */
  String orderColumns() {
    return step.isEmpty() ? "" : ", p." + step;
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

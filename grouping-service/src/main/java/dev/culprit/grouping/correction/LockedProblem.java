package dev.culprit.grouping.correction;

import dev.culprit.grouping.command.RefusedCommandException;
import dev.culprit.grouping.problem.ProblemSummary;

/** A problem whose row is locked; {@code mergedInto} is 0 unless it was merged. */
record LockedProblem(
    long id, long projectId, long occurrenceCount, long mergedInto, ProblemSummary summary) {

  boolean isMerged() {
    return mergedInto != 0;
  }

  /** Fails when it is part of another problem. */
  void requireOwn() {
    if (isMerged()) {
      throw new RefusedCommandException(
          "problem " + id + " was merged into " + mergedInto + "; undo that first");
    }
  }
}

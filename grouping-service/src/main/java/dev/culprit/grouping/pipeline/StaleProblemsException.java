package dev.culprit.grouping.pipeline;

import java.util.Set;

/**
 * A fingerprint does not lead to these problems any more: they were deleted or merged, or it was
 * moved to another, after it was remembered.
 */
final class StaleProblemsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Set<Long> problemIds;

  StaleProblemsException(Set<Long> problemIds) {
    super("No longer led to problems " + problemIds);
    this.problemIds = problemIds;
  }

  Set<Long> problemIds() {
    return problemIds;
  }
}

package dev.culprit.grouping.pipeline;

import java.util.Set;

/**
 * A fingerprint led to problems that do not exist any more: they were deleted after it was
 * remembered.
 */
final class StaleProblemsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Set<Long> problemIds;

  StaleProblemsException(Set<Long> problemIds) {
    super("Deleted problems " + problemIds);
    this.problemIds = problemIds;
  }

  Set<Long> problemIds() {
    return problemIds;
  }
}

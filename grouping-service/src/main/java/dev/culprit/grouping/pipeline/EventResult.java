package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.problem.ProblemTransition;

/** What became of one event. */
public sealed interface EventResult {

  /**
   * It is stored.
   *
   * @param isDuplicate whether it was stored before; nothing was changed then, and the ids are
   *     those of then
   * @param occurrenceCount how many events the problem has now
   */
  record Stored(
      long eventId, ProblemTransition transition, boolean isDuplicate, long occurrenceCount)
      implements EventResult {}

  /** It cannot be stored, whatever is tried; the reason is one English sentence. */
  record Rejected(String reason) implements EventResult {}
}

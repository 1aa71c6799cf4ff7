package dev.culprit.grouping.correction;

import dev.culprit.grouping.activity.OutboxEntry;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.watch.ProblemChange;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a committed correction did.
 *
 * @param problemId the problem that it was asked for in the end: the target, the one before a
 *     merge, the new one
 * @param occurrenceCount how many events the problem that stays or came has
 * @param eventsToMove how many stored events follow later
 * @param parts of a split
 * @param fingerprints what leads elsewhere than before
 * @param changes what watchers are told
 */
public record CorrectionOutcome(
    long problemId,
    long occurrenceCount,
    long eventsToMove,
    List<SplitPart> parts,
    Set<FingerprintKey> fingerprints,
    List<ProblemChange> changes,
    Optional<OutboxEntry> entry) {

  /** A value of the attribute that a problem was split by, and the problem that has its events. */
  public record SplitPart(String value, long problemId, long occurrenceCount) {}
}

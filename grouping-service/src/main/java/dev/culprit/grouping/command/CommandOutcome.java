package dev.culprit.grouping.command;

import dev.culprit.grouping.activity.OutboxEntry;
import dev.culprit.grouping.problem.FingerprintKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a committed command did.
 *
 * @param found the problems that exist, or existed
 * @param changed those of them that are other than before
 * @param fingerprints what led to deleted ones
 */
public record CommandOutcome(
    Set<Long> found,
    List<ProblemState> changed,
    Set<FingerprintKey> fingerprints,
    Optional<OutboxEntry> entry) {}

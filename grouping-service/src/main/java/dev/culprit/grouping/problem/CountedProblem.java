package dev.culprit.grouping.problem;

/**
 * A problem after it was counted, with the status it had before; its row stays locked until the
 * transaction ends.
 *
 * @param hasLostFingerprints whether what was known to lead there may lead elsewhere by now
 */
public record CountedProblem(
    long problemId,
    ProblemStatus statusBefore,
    long occurrenceCount,
    boolean hasLostFingerprints) {}

package dev.culprit.grouping.problem;

/**
 * A problem after it was counted, with the status it had before; its row stays locked until the
 * transaction ends.
 */
public record CountedProblem(long problemId, ProblemStatus statusBefore, long occurrenceCount) {}

package dev.culprit.grouping.problem;

import java.time.Instant;

/** A problem to open unless its fingerprint leads to one already. */
public record NewProblem(FingerprintKey fingerprint, ProblemSummary summary, Instant firstSeen) {}

package dev.culprit.grouping.problem;

import java.time.Instant;

/** Further events of a problem within one transaction. */
public record ProblemCount(
    long problemId,
    long count,
    Instant firstSeen,
    Instant lastSeen,
    long firstEventId,
    long lastEventId) {}

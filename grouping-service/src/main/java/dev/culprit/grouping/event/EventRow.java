package dev.culprit.grouping.event;

/**
 * An event ready to be stored. {@code stackTraceId} is 0 when it has no stack trace; {@code
 * fingerprint} is the first 64 bits of what led it to its problem.
 */
public record EventRow(
    long id, IncomingEvent event, long problemId, long stackTraceId, long fingerprint) {}

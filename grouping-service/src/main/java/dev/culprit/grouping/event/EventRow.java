package dev.culprit.grouping.event;

/** An event ready to be stored. {@code stackTraceId} is 0 when it has no stack trace. */
public record EventRow(long id, IncomingEvent event, long problemId, long stackTraceId) {}

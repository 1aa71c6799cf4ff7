package dev.culprit.grouping.event;

/** An event that was stored before, as it stands in the tables now. */
public record StoredEvent(long id, long problemId, long occurrenceCount) {}

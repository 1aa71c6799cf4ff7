package dev.culprit.grouping.event;

/** That an event carries a trace id or request id, which other events of its request carry too. */
public record EventLink(long projectId, long link, long eventId) {}

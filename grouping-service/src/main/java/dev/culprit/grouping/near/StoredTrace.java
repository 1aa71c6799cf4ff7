package dev.culprit.grouping.near;

/** A trace that stands for a problem, with the number that tells how new it is. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record StoredTrace(long id, long problemId, byte[] body) {}

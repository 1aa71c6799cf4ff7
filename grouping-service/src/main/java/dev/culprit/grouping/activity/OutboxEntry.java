package dev.culprit.grouping.activity;

/** An activity that waits to be delivered, encoded; the id is what makes it count once. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record OutboxEntry(long id, byte[] body) {}

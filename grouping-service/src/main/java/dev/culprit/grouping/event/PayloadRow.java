package dev.culprit.grouping.event;

/** A compressed payload; {@code dictionaryId} is 0 when it was compressed without one. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record PayloadRow(long eventId, int dictionaryId, byte[] body) {}

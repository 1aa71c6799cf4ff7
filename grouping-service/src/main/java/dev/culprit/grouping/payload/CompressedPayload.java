package dev.culprit.grouping.payload;

/** A payload as it is stored; {@code dictionaryId} 0 means that none was used. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record CompressedPayload(int dictionaryId, byte[] body) {}

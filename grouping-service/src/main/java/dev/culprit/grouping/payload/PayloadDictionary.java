package dev.culprit.grouping.payload;

/** What payloads have in common, by its id in the table of dictionaries. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record PayloadDictionary(int id, byte[] body) {}

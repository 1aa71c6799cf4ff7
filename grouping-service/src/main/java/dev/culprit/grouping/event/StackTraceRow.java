package dev.culprit.grouping.event;

/** A stack trace to store; {@code body} is its compressed stored form. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record StackTraceRow(StackTraceHash hash, byte[] body) {}

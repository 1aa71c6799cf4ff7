package dev.culprit.grouping.event;

/** A file that was sent with an event, or for one. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record AttachedFile(String name, String contentType, String type, byte[] body) {}

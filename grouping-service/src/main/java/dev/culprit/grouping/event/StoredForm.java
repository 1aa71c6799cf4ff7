package dev.culprit.grouping.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is stored, still compressed.
 *
 * @param dictionary what the payload was compressed with; null when with none
 * @param stackTrace null when it has none
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record StoredForm(
    long id,
    long projectId,
    long problemId,
    UUID uid,
    Instant occurredAt,
    Instant receivedAt,
    byte[] payload,
    byte @Nullable [] dictionary,
    byte @Nullable [] stackTrace) {}

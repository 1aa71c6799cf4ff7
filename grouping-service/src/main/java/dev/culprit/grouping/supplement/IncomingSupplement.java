package dev.culprit.grouping.supplement;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that came beside events. With its project, {@code uid} is its identity: a second one
 * changes nothing.
 */
public record IncomingSupplement(
    long projectId, UUID uid, Instant occurredAt, Instant receivedAt, SupplementContent content) {

  SupplementKey key() {
    return new SupplementKey(projectId, uid);
  }
}

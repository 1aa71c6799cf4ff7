package dev.culprit.grouping.event;

import dev.culprit.grouping.fingerprint.ErrorFacts;
import java.time.Instant;
import java.util.UUID;

/**
 * An accepted event on its way to its problem. With its project and the day it occurred, {@code
 * uid} is its identity: a second one changes nothing.
 */
public record IncomingEvent(
    long projectId,
    UUID uid,
    Instant occurredAt,
    Instant receivedAt,
    String environment,
    String release,
    String level,
    String platform,
    ErrorFacts facts,
    EventContent content) {

  public long day() {
    return EventDay.of(occurredAt);
  }
}

package dev.culprit.ingest.sentry.item;

import com.google.protobuf.Timestamp;
import dev.culprit.ingest.sentry.event.Times;
import dev.culprit.proto.ingest.v1.Value;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times of a client: seconds as a number, or RFC 3339 with or without a zone. A clock
 * that was more than a minute off when the client sent is corrected by the difference.
 */
final class ClientClock {
  private static final Duration TOLERANCE = Duration.ofSeconds(60);
  private static final Duration OLDEST = Duration.ofDays(30);

  private final Instant receivedAt;
  private final Duration shift;

  ClientClock(@Nullable Instant sentAt, Instant receivedAt) {
    this.receivedAt = receivedAt;
    Duration off = sentAt == null ? Duration.ZERO : Duration.between(sentAt, receivedAt);
    this.shift = off.abs().compareTo(TOLERANCE) > 0 ? off : Duration.ZERO;
  }

  /** The time by our clock; null when the value is no time. */
  @Nullable Instant read(Value value) {
    try {
      return Times.read(value).plus(shift);
    } catch (DateTimeException | ArithmeticException tooFar) {
      return null;
    }
  }

  /** Whether an event can have happened then. */
  boolean isLikely(Instant time) {
    return !time.isAfter(receivedAt.plus(TOLERANCE)) && !time.isBefore(receivedAt.minus(OLDEST));
  }

  static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}

package dev.culprit.ingest.sentry.event;

import com.google.protobuf.Timestamp;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Value;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client's clock against ours: all its times are moved by what it was wrong when it sent, unless
 * that is as little as a request takes.
 */
final class Clock {
  private static final Duration TOLERATED = Duration.ofSeconds(60);
  private static final Duration MOST_AHEAD = Duration.ofSeconds(60);
  private static final Duration MOST_BACK = Duration.ofDays(30);
  // A clock farther off than this shows nothing but that it is broken.
  private static final Duration FARTHEST = Duration.ofDays(36_500);

  private final Duration shift;
  private final Instant receivedAt;
  private final Mendings mendings;

  private Clock(Duration shift, Instant receivedAt, Mendings mendings) {
    this.shift = shift;
    this.receivedAt = receivedAt;
    this.mendings = mendings;
  }

  static Clock of(@Nullable Instant sentAt, Instant receivedAt, Mendings mendings) {
    Duration wrong = sentAt == null ? Duration.ZERO : Duration.between(sentAt, receivedAt);
    boolean isCorrected =
        wrong.abs().compareTo(TOLERATED) > 0 && wrong.abs().compareTo(FARTHEST) < 0;
    if (isCorrected) {
      mendings.note(
          "the client's clock was wrong by "
              + wrong.abs().toSeconds()
              + " s and its times were corrected");
    }
    return new Clock(isCorrected ? wrong : Duration.ZERO, receivedAt, mendings);
  }

  /** Sets when the event happened: as told, or else when it was received. */
  void put(@Nullable Value told, Event.Builder event) {
    event.setOccurredAt(timestamp(told == null || Texts.isNull(told) ? receivedAt : event(told)));
  }

  private Instant event(Value told) {
    try {
      Instant at = Times.read(told).plus(shift);
      if (at.isAfter(receivedAt.plus(MOST_AHEAD)) || at.isBefore(receivedAt.minus(MOST_BACK))) {
        mendings.note("timestamp was too far off and was set to the time of receipt");
        return receivedAt;
      }
      return at;
    } catch (DateTimeException e) {
      mendings.note("timestamp was not a time and was set to the time of receipt");
      return receivedAt;
    }
  }

  /** A time on the client's clock that may be missing; null when it cannot be read. */
  @Nullable Timestamp at(@Nullable Value told) {
    if (told == null || Texts.isNull(told)) {
      return null;
    }
    try {
      return timestamp(Times.read(told).plus(shift));
    } catch (DateTimeException e) {
      mendings.note("the timestamp of a breadcrumb was not a time and was left out");
      return null;
    }
  }

  private static Timestamp timestamp(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build();
  }
}

package dev.culprit.ingest.scrub;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Believes a client's clock within bounds; beyond them the time of receipt counts. */
final class ClampedTime {
  private static final Duration MOST_AHEAD = Duration.ofDays(1);
  private static final Duration MOST_BACK = Duration.ofDays(30);

  private ClampedTime() {}

  static Timestamp of(
      String field, @Nullable Timestamp told, Instant receivedAt, EventNotes notes) {
    if (told != null) {
      if (isCredible(told, receivedAt)) {
        return told;
      }
      notes.add(field + " was too far off and was set to the time of receipt");
    }
    return Timestamp.newBuilder()
        .setSeconds(receivedAt.getEpochSecond())
        .setNanos(receivedAt.getNano())
        .build();
  }

  private static boolean isCredible(Timestamp told, Instant receivedAt) {
    long ahead = told.getSeconds() - receivedAt.getEpochSecond();
    boolean valid = told.getNanos() >= 0 && told.getNanos() < 1_000_000_000;
    return valid && ahead <= MOST_AHEAD.toSeconds() && ahead >= -MOST_BACK.toSeconds();
  }
}

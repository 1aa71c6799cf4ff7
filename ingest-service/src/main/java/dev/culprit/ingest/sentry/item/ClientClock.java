package dev.culprit.ingest.sentry.item;

import com.google.protobuf.Timestamp;
import dev.culprit.proto.ingest.v1.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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

  boolean isCorrected() {
    return !shift.isZero();
  }

  /** The time by our clock; null when the value is no time. */
  @Nullable Instant read(Value value) {
    Instant told = told(value);
    try {
      return told == null ? null : told.plus(shift);
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

  private static @Nullable Instant told(Value value) {
    return switch (value.getKindCase()) {
      case INT_VALUE -> ofSeconds(BigDecimal.valueOf(value.getIntValue()));
      case DOUBLE_VALUE -> ofSeconds(BigDecimal.valueOf(value.getDoubleValue()));
      case STRING_VALUE -> ofText(value.getStringValue().strip());
      default -> null;
    };
  }

  private static @Nullable Instant ofSeconds(BigDecimal seconds) {
    if (seconds.abs().compareTo(BigDecimal.valueOf(100_000_000_000L)) > 0) {
      return null;
    }
    BigDecimal whole = seconds.setScale(0, java.math.RoundingMode.FLOOR);
    int nanos = seconds.subtract(whole).movePointRight(9).intValue();
    return Instant.ofEpochSecond(whole.longValue(), nanos);
  }

  private static @Nullable Instant ofText(String text) {
    if (text.length() > 40) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException noZone) {
      try {
        return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
      } catch (DateTimeException noTime) {
        return ofNumber(text);
      }
    }
  }

  private static @Nullable Instant ofNumber(String text) {
    try {
      // An exponent could make a number of a few characters endless.
      return text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.')
          ? ofSeconds(new BigDecimal(text))
          : null;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}

package dev.culprit.query.http;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as the contract writes them: RFC 3339 in UTC. */
public final class Times {
  private Times() {}

  public static String text(OffsetDateTime time) {
    return time.toInstant().toString();
  }

  public static @Nullable String textOrNull(@Nullable OffsetDateTime time) {
    return time == null ? null : text(time);
  }

  public static String text(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString();
  }

  public static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  /**
   * The time that a parameter tells; an {@link ApiException} naming the parameter when it is none.
   */
  public static Instant parameter(String name, String text) {
    try {
      // A plus in a query string reads as a space, which nobody means here.
      Instant time = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
      if (time.isAfter(Instant.parse("1970-01-01T00:00:00Z"))
          && time.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // Refused below together with times that are out of range.
    }
    throw ApiException.invalid(
        "query", name, "must be an RFC 3339 time such as 2026-01-31T12:00:00Z");
  }

  /** Microseconds since 1970, the precision of PostgreSQL. */
  public static long micros(OffsetDateTime time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant());
  }

  public static OffsetDateTime ofMicros(long micros) {
    return utc(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }
}

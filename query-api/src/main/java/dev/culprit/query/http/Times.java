package dev.culprit.query.http;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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

  /** Microseconds since 1970, the precision of PostgreSQL. */
  public static long micros(OffsetDateTime time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant());
  }

  public static OffsetDateTime ofMicros(long micros) {
    return utc(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }
}

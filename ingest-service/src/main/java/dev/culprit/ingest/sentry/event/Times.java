package dev.culprit.ingest.sentry.event;

import dev.culprit.proto.ingest.v1.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as the SDKs write them: seconds since 1970, also as text, or RFC 3339 with a fraction of
 * any length; without a zone they are UTC.
 */
public final class Times {
  private static final int LONGEST = 64;
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})[Tt ](\\d{2}:\\d{2}(?::\\d{2})?)(?:[.,](\\d+))?"
              + "\\s?([Zz]|[+-]\\d{2}:?\\d{2}|[+-]\\d{2}|UTC)?");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,20})?");
  private static final int NANO_DIGITS = 9;
  // No second since 1970 has so many digits: it is milliseconds.
  private static final double MILLISECONDS_FROM = 1e11;
  private static final double FARTHEST = 1e15;

  private Times() {}

  /** Throws when the value is not a time. */
  public static Instant read(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> text(value.getStringValue().strip());
      case INT_VALUE -> seconds((double) value.getIntValue());
      case DOUBLE_VALUE -> seconds(value.getDoubleValue());
      default -> throw new DateTimeException("not a time");
    };
  }

  private static Instant text(String text) {
    if (text.length() > LONGEST) {
      throw new DateTimeException("not a time");
    }
    if (NUMBER.matcher(text).matches()) {
      return seconds(Double.parseDouble(text));
    }
    Matcher iso = ISO.matcher(text);
    if (!iso.matches()) {
      throw new DateTimeException("not a time");
    }
    LocalDateTime local = LocalDateTime.parse(iso.group(1) + "T" + iso.group(2));
    return local.plusNanos(nanos(iso.group(3))).toInstant(zone(iso.group(4)));
  }

  private static long nanos(@Nullable String fraction) {
    if (fraction == null) {
      return 0;
    }
    String digits = (fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS);
    return Long.parseLong(digits);
  }

  private static ZoneOffset zone(@Nullable String zone) {
    return zone == null || zone.equalsIgnoreCase("Z") || zone.equals("UTC")
        ? ZoneOffset.UTC
        : ZoneOffset.of(zone);
  }

  /** A double holds microseconds of today, no more. */
  private static Instant seconds(double number) {
    double seconds = Math.abs(number) >= MILLISECONDS_FROM ? number / 1_000 : number;
    if (Math.abs(seconds) > FARTHEST) {
      throw new DateTimeException("too far off");
    }
    long whole = (long) Math.floor(seconds);
    return Instant.ofEpochSecond(whole, Math.round((seconds - whole) * 1e6) * 1_000);
  }
}

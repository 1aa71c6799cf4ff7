package dev.culprit.ingest.gateway.text;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Times in proxies' logs. Those without a zone are taken to be of the zone that brings them nearest
 * to when the line was logged; what cannot be read is that moment itself.
 */
public final class LogTimes {
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long QUARTER = Duration.ofMinutes(15).toMillis();
  private static final long HALF_HOUR = Duration.ofMinutes(30).toMillis();
  private static final Instant NO_ZONE_WANTED = Instant.MIN;
  private static final long FARTHEST_ZONE = Duration.ofHours(14).toMillis();

  private LogTimes() {}

  /** {@code 2026/11/22 05:16:05}. */
  public static Instant slashed(String text, Instant near) {
    return local(
        number(text, 0, 4),
        number(text, 5, 2),
        number(text, 8, 2),
        number(text, 11, 2),
        number(text, 14, 2),
        number(text, 17, 2),
        0,
        near);
  }

  /** {@code 22/Nov/2026:05:18:57 +0100} or {@code 22/Nov/2026:05:18:57.739}, as in CLF. */
  public static Instant common(String text, Instant near) {
    if (text.length() < 20) {
      return near;
    }
    int millis = 0;
    if (text.length() > 21 && text.charAt(20) == '.') {
      millis = Math.max(0, number(text, 21, Math.min(3, text.length() - 21)));
    }
    int zone = Math.max(text.lastIndexOf(" +"), text.lastIndexOf(" -"));
    Instant local =
        local(
            number(text, 7, 4),
            month(text, 3),
            number(text, 0, 2),
            number(text, 12, 2),
            number(text, 15, 2),
            number(text, 18, 2),
            millis,
            zone < 0 ? near : NO_ZONE_WANTED);
    if (zone < 0) {
      return local;
    }
    return local.equals(NO_ZONE_WANTED) ? near : local.minus(offset(text, zone + 1));
  }

  /** {@code Sun Nov 22 05:22:22.604670 2026}, as Apache's error log has it. */
  public static Instant named(String text, Instant near) {
    int year = text.length() < 4 ? -1 : number(text, text.length() - 4, 4);
    int micros = text.indexOf('.') == 19 ? Math.max(0, number(text, 20, 3)) : 0;
    return local(
        year,
        month(text, 4),
        number(text.replace(' ', '0'), 8, 2),
        number(text, 11, 2),
        number(text, 14, 2),
        number(text, 17, 2),
        micros,
        near);
  }

  /** RFC 3339 with zone, or seconds or milliseconds since 1970; any other text is {@code near}. */
  public static Instant any(String text, Instant near) {
    if (text.isEmpty()) {
      return near;
    }
    if (text.length() > 10 && text.charAt(4) == '-') {
      return iso(text, near);
    }
    if (text.length() > 19 && text.charAt(2) == '/') {
      return common(text, near);
    }
    double value = LooseNumbers.seconds(text);
    if (Double.isNaN(value) || value < 1e8 || value > 1e14) {
      return near;
    }
    return Instant.ofEpochMilli((long) (value > 1e11 ? value : value * 1_000));
  }

  private static Instant iso(String text, Instant near) {
    try {
      return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
    } catch (DateTimeParseException withoutZone) {
      return local(
          number(text, 0, 4),
          number(text, 5, 2),
          number(text, 8, 2),
          number(text, 11, 2),
          number(text, 14, 2),
          number(text, 17, 2),
          0,
          near);
    }
  }

  private static Duration offset(String text, int at) {
    int hours = number(text, at + 1, 2);
    int minutes = number(text, at + 3, 2);
    if (hours < 0 || minutes < 0) {
      return Duration.ZERO;
    }
    Duration offset = Duration.ofMinutes(hours * 60L + minutes);
    return text.charAt(at) == '-' ? offset.negated() : offset;
  }

  /** As if in UTC when {@code near} is {@link #NO_ZONE_WANTED}. */
  private static Instant local(
      int year, int month, int day, int hour, int minute, int second, int millis, Instant near) {
    Instant utc;
    try {
      utc =
          LocalDateTime.of(year, month, day, hour, minute, Math.min(second, 59), millis * 1_000_000)
              .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException nonsense) {
      return near;
    }
    return near.equals(NO_ZONE_WANTED) ? utc : inNearestZone(utc, near);
  }

  /**
   * Moves a time by whole half hours, as far as zones go: so a line that was a few minutes on its
   * way keeps its time. By quarters only when that brings it to within a minute.
   */
  public static Instant inNearestZone(Instant utc, Instant near) {
    long missing = Duration.between(utc, near).toMillis();
    long offset = Math.round((double) missing / HALF_HOUR) * HALF_HOUR;
    long quarters = Math.round((double) missing / QUARTER) * QUARTER;
    if (Math.abs(missing - offset) > MINUTE && Math.abs(missing - quarters) <= MINUTE) {
      offset = quarters;
    }
    return Math.abs(offset) > FARTHEST_ZONE ? utc : utc.plusMillis(offset);
  }

  /** 1 to 12; 0 for no month. */
  public static int month(String text, int at) {
    if (at + 3 > text.length()) {
      return 0;
    }
    int found = MONTHS.indexOf(text.substring(at, at + 3));
    return found >= 0 && found % 3 == 0 ? found / 3 + 1 : 0;
  }

  /** The digits at a place; -1 when there are not as many. */
  public static int number(String text, int at, int digits) {
    if (at < 0 || at + digits > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = at; i < at + digits; i++) {
      if (!LooseNumbers.isDigit(text.charAt(i))) {
        return -1;
      }
      value = value * 10 + (text.charAt(i) - '0');
    }
    return value;
  }
}

package dev.culprit.load.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Times as the generator writes and reads them: microseconds since 1970, which a database keeps
 * whole.
 */
public final class Timestamps {
  private Timestamps() {}

  public static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  public static Instant instant(long epochMicros) {
    return Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS);
  }

  /** Reads RFC 3339. */
  public static long parse(String text) {
    return micros(Instant.parse(text));
  }

  /** Writes RFC 3339 with six decimals, always 27 bytes. */
  static void write(long epochMicros, byte[] target, int at) {
    var time = instant(epochMicros).atOffset(ZoneOffset.UTC);
    Template.writeDigits(target, at, 4, time.getYear());
    target[at + 4] = '-';
    Template.writeDigits(target, at + 5, 2, time.getMonthValue());
    target[at + 7] = '-';
    Template.writeDigits(target, at + 8, 2, time.getDayOfMonth());
    target[at + 10] = 'T';
    Template.writeDigits(target, at + 11, 2, time.getHour());
    target[at + 13] = ':';
    Template.writeDigits(target, at + 14, 2, time.getMinute());
    target[at + 16] = ':';
    Template.writeDigits(target, at + 17, 2, time.getSecond());
    target[at + 19] = '.';
    Template.writeDigits(target, at + 20, 6, time.getNano() / 1000);
    target[at + 26] = 'Z';
  }
}

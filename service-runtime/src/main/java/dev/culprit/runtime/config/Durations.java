package dev.culprit.runtime.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The short form of durations: a whole number and one unit, such as {@code 200ms}, {@code 5s},
 * {@code 2m}, {@code 1h} or {@code 30d}.
 */
final class Durations {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long SECOND = Duration.ofSeconds(1).toMillis();

  private Durations() {}

  static Optional<Duration> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(Duration.ofMillis(Math.multiplyExact(amount, millis(matcher.group(2)))));
  }

  static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis != 0 && millis % DAY == 0) {
      return millis / DAY + "d";
    }
    if (millis != 0 && millis % HOUR == 0) {
      return millis / HOUR + "h";
    }
    if (millis != 0 && millis % MINUTE == 0) {
      return millis / MINUTE + "m";
    }
    return millis % SECOND == 0 ? millis / SECOND + "s" : millis + "ms";
  }

  private static long millis(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> SECOND;
      case "m" -> MINUTE;
      case "h" -> HOUR;
      default -> DAY;
    };
  }
}

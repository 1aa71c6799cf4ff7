package dev.culprit.grouping.fingerprint.v2;

import java.util.Locale;
import java.util.Set;

/** Numbers, alone or with a unit that is joined to them or follows. */
final class Quantities {

  private static final Set<String> SIZES =
      Set.of(
          "b",
          "kb",
          "mb",
          "gb",
          "tb",
          "kib",
          "mib",
          "gib",
          "tib",
          "k",
          "byte",
          "bytes",
          "kilobytes",
          "megabytes",
          "gigabytes");
  private static final Set<String> DURATIONS =
      Set.of(
          "ns",
          "us",
          "\u00b5s",
          "ms",
          "s",
          "m",
          "h",
          "d",
          "sec",
          "secs",
          "min",
          "mins",
          "hr",
          "hrs",
          "msec",
          "millis",
          "second",
          "seconds",
          "minute",
          "minutes",
          "hour",
          "hours",
          "day",
          "days",
          "week",
          "weeks",
          "millisecond",
          "milliseconds",
          "microseconds",
          "nanoseconds");

  /** Letters that are units only when they touch the number. */
  private static final int SHORTEST_APART = 2;

  private static final int LONGEST_UNIT = 12;

  private Quantities() {}

  /**
   * Appends what the word stands for and says where reading goes on, or -1 when it is no quantity.
   * A status or error number stays.
   */
  static int end(String text, int from, int to, String previousWord, Template out) {
    char first = text.charAt(from);
    if (first == 'P' && isIsoDuration(text, from, to)) {
      out.placeholder("<duration>");
      return to;
    }
    int start = "+-#$~".indexOf(first) >= 0 ? from + 1 : from;
    int end = numberEnd(text, start, to);
    if (end == start) {
      return -1;
    }
    if (end == to) {
      return alone(text, from, to, previousWord, out);
    }
    String unit = lower(text, end, to);
    if (unit.equals("%") || unit.equals("x") || isExponent(unit)) {
      out.placeholder("<number>");
      return to;
    }
    if (SIZES.contains(unit)) {
      out.placeholder("<size>");
      return to;
    }
    if (isDuration(text, start, to)) {
      out.placeholder("<duration>");
      return to;
    }
    return -1;
  }

  private static int alone(String text, int from, int to, String previous, Template out) {
    String next = FailureCodes.nextWord(text, to);
    String word = text.substring(from, to);
    boolean isCode =
        (FailureCodes.isStatus(word)
                && (previous.startsWith("http") || FailureCodes.introducesStatus(previous, next)))
            || previous.equals("errno")
            || previous.equals("sqlstate");
    if (isCode) {
      out.append(word);
      return to;
    }
    String unit = next.toLowerCase(Locale.ROOT);
    int after = to + 1 + next.length();
    boolean isApart =
        next.length() >= SHORTEST_APART
            && after <= text.length()
            && text.startsWith(next, to + 1)
            && (after == text.length() || !Characters.isWord(text.charAt(after)));
    if (isApart && DURATIONS.contains(unit)) {
      out.placeholder("<duration>");
      return after;
    }
    if (isApart && SIZES.contains(unit)) {
      out.placeholder("<size>");
      return after;
    }
    out.placeholder("<number>");
    return to;
  }

  /** {@code 1h2m3.5s}. */
  private static boolean isDuration(String text, int from, int to) {
    int i = from;
    while (i < to) {
      int end = numberEnd(text, i, to);
      int unit = end;
      while (unit < to && unit - end <= LONGEST_UNIT && Character.isLetter(text.charAt(unit))) {
        unit++;
      }
      if (end == i || unit == end || !DURATIONS.contains(lower(text, end, unit))) {
        return false;
      }
      i = unit;
    }
    return i > from;
  }

  private static boolean isIsoDuration(String text, int from, int to) {
    boolean anyDigit = false;
    for (int i = from + 1; i < to; i++) {
      char c = text.charAt(i);
      anyDigit |= Characters.isDigit(c);
      if (!Characters.isDigit(c) && ".TDHMSWY-".indexOf(c) < 0) {
        return false;
      }
    }
    return anyDigit;
  }

  private static boolean isExponent(String unit) {
    int digits = unit.length() > 1 && "+-".indexOf(unit.charAt(1)) >= 0 ? 2 : 1;
    return unit.startsWith("e") && Characters.areDigits(unit, digits, unit.length());
  }

  /** The end of digits that may be joined by single points, commas or underscores. */
  private static int numberEnd(String text, int from, int to) {
    int i = from;
    int points = 0;
    while (i < to) {
      char c = text.charAt(i);
      boolean joins =
          (c == '.' || c == ',' || c == '_')
              && i > from
              && Characters.isDigit(text.charAt(i - 1))
              && i + 1 < to
              && Characters.isDigit(text.charAt(i + 1));
      if (!Characters.isDigit(c) && !joins) {
        break;
      }
      points += c == '.' ? 1 : 0;
      i++;
    }
    // Three points make an address or a version, not a number.
    return points > 1 ? from : i;
  }

  private static String lower(String text, int from, int to) {
    return to - from > LONGEST_UNIT ? "" : text.substring(from, to).toLowerCase(Locale.ROOT);
  }
}

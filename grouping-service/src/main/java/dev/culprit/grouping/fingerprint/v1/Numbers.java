package dev.culprit.grouping.fingerprint.v1;

import java.util.Set;

/** Numbers, alone or with a unit. */
final class Numbers {

  private static final Set<String> SIZES =
      Set.of("%", "B", "kB", "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "k", "K", "x");
  private static final Set<String> DURATIONS =
      Set.of(
          "ns", "us", "µs", "ms", "s", "m", "h", "d", "sec", "secs", "min", "mins", "hr", "hrs",
          "millis", "seconds", "minutes", "hours", "days");

  private Numbers() {}

  /**
   * An integer or decimal with sign, thousands separators, exponent, a size unit or a per cent
   * sign.
   */
  static boolean isNumber(String word) {
    int start = signEnd(word);
    int end = decimalEnd(word, start);
    if (end == start) {
      return false;
    }
    if (end < word.length() && (word.charAt(end) | 32) == 'e') {
      int exponent = end + 1;
      if (exponent < word.length() && "+-".indexOf(word.charAt(exponent)) >= 0) {
        exponent++;
      }
      return areDigits(word, exponent, word.length());
    }
    return end == word.length() || SIZES.contains(word.substring(end));
  }

  /** {@code 30s}, {@code 1.5ms}, {@code 1h2m3s}, {@code PT5.3S}. */
  static boolean isDuration(String word) {
    if (word.charAt(0) == 'P') {
      return isIsoDuration(word);
    }
    int i = signEnd(word);
    while (i < word.length()) {
      int end = decimalEnd(word, i);
      int unit = end;
      while (unit < word.length() && Character.isLetter(word.charAt(unit))) {
        unit++;
      }
      if (end == i || unit == end || !DURATIONS.contains(word.substring(end, unit))) {
        return false;
      }
      i = unit;
    }
    return i > 0;
  }

  /** Whether at least one character stands in the range and all are digits. */
  static boolean areDigits(String word, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isDigit(word.charAt(i))) {
        return false;
      }
    }
    return to > from;
  }

  private static boolean isIsoDuration(String word) {
    boolean anyDigit = false;
    for (int i = 1; i < word.length(); i++) {
      char c = word.charAt(i);
      anyDigit |= isDigit(c);
      if (!isDigit(c) && ".TDHMSWY-".indexOf(c) < 0) {
        return false;
      }
    }
    return anyDigit;
  }

  private static int signEnd(String word) {
    return "+-#$~".indexOf(word.charAt(0)) >= 0 ? 1 : 0;
  }

  /** The end of digits that may be joined by single points, commas or underscores. */
  private static int decimalEnd(String word, int from) {
    int i = from;
    boolean lastWasDigit = false;
    while (i < word.length()) {
      char c = word.charAt(i);
      boolean joins =
          (c == '.' || c == ',' || c == '_')
              && lastWasDigit
              && i + 1 < word.length()
              && isDigit(word.charAt(i + 1));
      if (!isDigit(c) && !joins) {
        break;
      }
      lastWasDigit = isDigit(c);
      i++;
    }
    // Three points make an address or a version, not a number.
    return points(word, from, i) > 1 ? from : i;
  }

  private static int points(String word, int from, int to) {
    int points = 0;
    for (int i = from; i < to; i++) {
      points += word.charAt(i) == '.' ? 1 : 0;
    }
    return points;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}

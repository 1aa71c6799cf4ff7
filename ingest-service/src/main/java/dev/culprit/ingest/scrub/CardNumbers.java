package dev.culprit.ingest.scrub;

/** Knows payment card numbers by length, first digits and check digit. */
final class CardNumbers {
  private static final int SHORTEST = 13;
  private static final int LONGEST = 19;

  private CardNumbers() {}

  /** Replaces every card number, written with or without single spaces or dashes. */
  static String scrub(String text) {
    StringBuilder out = null;
    int copied = 0;
    int i = 0;
    int length = text.length();
    while (i < length) {
      if (!isDigit(text.charAt(i))) {
        i++;
        continue;
      }
      int end = endOfDigits(text, i);
      if (standsAlone(text, i, end) && isCard(text, i, end)) {
        out = out == null ? new StringBuilder(length) : out;
        out.append(text, copied, i).append(EventScrubber.SCRUBBED);
        copied = end;
      }
      i = end;
    }
    return out == null ? text : out.append(text, copied, length).toString();
  }

  /** Whether a plain number is a card number. */
  static boolean isCard(long number) {
    if (number < 1_000_000_000_000L) {
      return false;
    }
    String digits = Long.toString(number);
    return isCard(digits, 0, digits.length());
  }

  private static int endOfDigits(String text, int from) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean joins =
          (c == ' ' || c == '-') && i + 1 < text.length() && isDigit(text.charAt(i + 1));
      if (!isDigit(c) && !joins) {
        break;
      }
      i++;
    }
    return i;
  }

  private static boolean standsAlone(String text, int from, int to) {
    return (from == 0 || !isWordPart(text.charAt(from - 1)))
        && (to == text.length() || !isWordPart(text.charAt(to)));
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static boolean isCard(String text, int from, int to) {
    int digits = 0;
    int prefix = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (isDigit(c)) {
        if (digits < 2) {
          prefix = prefix * 10 + c - '0';
        }
        if (++digits > LONGEST) {
          return false;
        }
      }
    }
    return digits >= SHORTEST && isIssued(prefix, digits) && passesLuhn(text, from, to);
  }

  /** Whether cards of this length start with these two digits; keeps timestamps and ids out. */
  private static boolean isIssued(int prefix, int digits) {
    int first = prefix / 10;
    if (first == 4) {
      return digits == 13 || digits == 16 || digits == 19;
    }
    if (prefix == 34 || prefix == 37) {
      return digits == 15;
    }
    if (prefix == 30 || prefix == 36 || prefix == 38 || prefix == 39) {
      return digits >= 14;
    }
    if (first == 5 || prefix == 35 || (prefix >= 22 && prefix <= 27)) {
      return digits == 16;
    }
    return first == 6 && digits >= 16;
  }

  private static boolean passesLuhn(String text, int from, int to) {
    int sum = 0;
    boolean twice = false;
    for (int i = to - 1; i >= from; i--) {
      char c = text.charAt(i);
      if (isDigit(c)) {
        int digit = c - '0';
        if (twice) {
          digit = digit > 4 ? digit * 2 - 9 : digit * 2;
        }
        sum += digit;
        twice = !twice;
      }
    }
    return sum % 10 == 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}

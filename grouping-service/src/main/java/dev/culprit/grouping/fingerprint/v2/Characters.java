package dev.culprit.grouping.fingerprint.v2;

/** Plain tests of characters and pieces of text; ASCII wherever programs write ASCII. */
final class Characters {

  private Characters() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /** Whether at least one character stands in the range and all are digits. */
  static boolean areDigits(CharSequence text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return to > from;
  }

  static boolean areHex(CharSequence text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isHex(text.charAt(i))) {
        return false;
      }
    }
    return to > from;
  }

  static int skipDigits(CharSequence text, int from) {
    int i = from;
    while (i < text.length() && isDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** The text without the digits that it ends with. */
  static String withoutTrailingDigits(String text) {
    int end = text.length();
    while (end > 0 && isDigit(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /** The text before the mark, or all of it. */
  static String before(String text, String mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }

  static boolean startsWithAny(String text, String[] prefixes) {
    for (String prefix : prefixes) {
      if (text.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  static boolean containsAny(String text, String[] pieces) {
    for (String piece : pieces) {
      if (text.contains(piece)) {
        return true;
      }
    }
    return false;
  }
}

package dev.culprit.grouping.fingerprint.v1;

import org.jspecify.annotations.Nullable;

/**
 * The shapes of values that take up a whole word. Each test looks at a character a bounded number
 * of times.
 */
final class Shapes {

  private Shapes() {}

  /** What the whole word stands for, or null when it is an ordinary word. */
  static @Nullable String placeholder(String word) {
    char first = word.charAt(0);
    if (isEmail(word)) {
      return "<email>";
    }
    if (isUuid(word, 0, word.length())) {
      return "<uuid>";
    }
    if (!isHexDigit(first) && "+-:#$~".indexOf(first) < 0 && first != 'P') {
      return null;
    }
    if (Numbers.isNumber(word)) {
      return "<number>";
    }
    if (Numbers.isDuration(word)) {
      return "<duration>";
    }
    if (isDateOrTime(word)) {
      return "<date>";
    }
    if (isIpv4(word) || isIpv6(word)) {
      return "<ip>";
    }
    return hexPlaceholder(word);
  }

  static boolean isHexDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  static boolean isUuid(String word, int from, int to) {
    if (to - from != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      char c = word.charAt(from + i);
      boolean isDash = i == 8 || i == 13 || i == 18 || i == 23;
      if (isDash ? c != '-' : !isHexDigit(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEmail(String word) {
    int at = word.indexOf('@');
    if (at <= 0 || at != word.lastIndexOf('@')) {
      return false;
    }
    int dot = word.lastIndexOf('.');
    if (dot < at + 2 || dot + 2 >= word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!Character.isLetterOrDigit(c) && "@.-_+%".indexOf(c) < 0) {
        return false;
      }
    }
    return Character.isLetter(word.charAt(dot + 1));
  }

  /**
   * Digits and the punctuation of dates or times: at least two joints, ISO's T and Z and an offset
   * allowed.
   */
  private static boolean isDateOrTime(String word) {
    int joints = 0;
    int digits = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '-' || c == ':' || c == '/') {
        joints++;
      } else if (!(c == '.' || c == ',' || c == '+' || c == 'T' || c == 'Z')) {
        return false;
      }
    }
    return joints >= 2 && digits >= 4 && digits <= 26 && word.charAt(0) != ':';
  }

  private static boolean isIpv4(String word) {
    int end = word.length();
    int colon = word.indexOf(':');
    int slash = word.indexOf('/');
    if (colon > 0 || slash > 0) {
      int joint = colon > 0 ? colon : slash;
      if (!Numbers.areDigits(word, joint + 1, end)) {
        return false;
      }
      end = joint;
    }
    int dots = 0;
    int run = 0;
    for (int i = 0; i < end; i++) {
      char c = word.charAt(i);
      if (c == '.') {
        if (run == 0) {
          return false;
        }
        dots++;
        run = 0;
      } else if (c >= '0' && c <= '9' && run < 3) {
        run++;
      } else {
        return false;
      }
    }
    return dots == 3 && run > 0;
  }

  private static boolean isIpv6(String word) {
    int colons = 0;
    boolean isShortened = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == ':') {
        colons++;
        isShortened |= i > 0 && word.charAt(i - 1) == ':';
      } else if (c == '%' || c == '/') {
        break;
      } else if (!isHexDigit(c) && c != '.') {
        return false;
      }
    }
    return word.length() > 2 && colons <= 8 && (colons == 7 || (isShortened && colons >= 2));
  }

  private static @Nullable String hexPlaceholder(String word) {
    int start = word.length() > 2 && word.charAt(0) == '0' && (word.charAt(1) | 32) == 'x' ? 2 : 0;
    boolean anyDigit = start == 2;
    for (int i = start; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!isHexDigit(c)) {
        return null;
      }
      anyDigit |= c <= '9';
    }
    int length = word.length() - start;
    if (!anyDigit || (start == 0 && length < 8)) {
      return null;
    }
    boolean isHash = start == 0 && (length == 32 || length == 40 || length == 64);
    return isHash ? "<hash>" : "<hex>";
  }
}

package dev.culprit.grouping.fingerprint.v2;

import org.jspecify.annotations.Nullable;

/** Shapes of identifiers: UUIDs, trace ids, hashes, hexadecimal numbers, opaque keys. */
final class Identifiers {

  private static final int SHORTEST_HEX = 7;
  private static final int SHORTEST_OPAQUE = 10;

  private Identifiers() {}

  static boolean isUuid(String word, int from, int to) {
    if (to - from != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      char c = word.charAt(from + i);
      boolean isDash = i == 8 || i == 13 || i == 18 || i == 23;
      if (isDash ? c != '-' : !Characters.isHex(c)) {
        return false;
      }
    }
    return true;
  }

  /** {@code 00-TRACE-SPAN-01}. */
  static boolean isTraceparent(String word) {
    return word.length() == 55
        && word.charAt(2) == '-'
        && word.charAt(35) == '-'
        && word.charAt(52) == '-'
        && Characters.areHex(word, 0, 2)
        && Characters.areHex(word, 3, 35)
        && Characters.areHex(word, 36, 52)
        && Characters.areHex(word, 53, 55);
  }

  static @Nullable String hexPlaceholder(String word) {
    boolean isMarked = word.length() > 2 && word.charAt(0) == '0' && (word.charAt(1) | 32) == 'x';
    if (isMarked) {
      return Characters.areHex(word, 2, word.length()) ? "<hex>" : null;
    }
    int length = word.length();
    if (!isHexId(word, 0, length, false)) {
      return null;
    }
    return length == 32 || length == 40 || length == 64 || length == 128 ? "<hash>" : "<hex>";
  }

  /**
   * Hex digits with a digit and a letter among them, enough of them unless marked by an at sign.
   */
  static boolean isHexId(String word, int from, int to, boolean isMarked) {
    if (to - from < SHORTEST_HEX && !isMarked) {
      return false;
    }
    boolean anyDigit = false;
    for (int i = from; i < to; i++) {
      char c = word.charAt(i);
      anyDigit |= Characters.isDigit(c);
      if (!Characters.isHex(c)) {
        return false;
      }
    }
    return anyDigit;
  }

  /** Letters and digits that change places at least twice: nobody's word. */
  static boolean isOpaque(String word, int from, int to) {
    if (to - from < SHORTEST_OPAQUE) {
      return false;
    }
    int changes = 0;
    int digits = 0;
    for (int i = from; i < to; i++) {
      boolean isDigit = Characters.isDigit(word.charAt(i));
      digits += isDigit ? 1 : 0;
      changes += i > from && isDigit != Characters.isDigit(word.charAt(i - 1)) ? 1 : 0;
    }
    return changes >= 3 && digits >= 3;
  }
}

package dev.culprit.grouping.fingerprint.v1;

/** Says of one word of a message whether it, or a part of it, is a value. */
final class Words {

  private static final int UUID_LENGTH = 36;
  private static final int SHORTEST_HEX = 8;

  private Words() {}

  /** Appends the word, or what it stands for. */
  static void append(String word, StringBuilder out) {
    String placeholder = Shapes.placeholder(word);
    if (placeholder != null) {
      out.append(placeholder);
      return;
    }
    appendParts(word, out);
  }

  /**
   * Numbers and ids inside a word count as values where punctuation sets them apart: {@code
   * user-17}.
   */
  private static void appendParts(String word, StringBuilder out) {
    int i = 0;
    while (i < word.length()) {
      if (isJoint(word.charAt(i))) {
        out.append(word.charAt(i));
        i++;
      } else if (Shapes.isUuid(word, i, Math.min(word.length(), i + UUID_LENGTH))
          && (i + UUID_LENGTH == word.length() || isJoint(word.charAt(i + UUID_LENGTH)))) {
        out.append("<uuid>");
        i += UUID_LENGTH;
      } else {
        i = part(word, i, out);
      }
    }
  }

  private static int part(String word, int from, StringBuilder out) {
    int end = from;
    boolean onlyDigits = true;
    boolean onlyHex = true;
    boolean anyDigit = false;
    while (end < word.length() && !isJoint(word.charAt(end))) {
      char c = word.charAt(end);
      boolean isDigit = c >= '0' && c <= '9';
      anyDigit |= isDigit;
      onlyDigits &= isDigit;
      onlyHex &= Shapes.isHexDigit(c);
      end++;
    }
    boolean afterAt = from > 0 && word.charAt(from - 1) == '@';
    if (onlyDigits) {
      out.append("<number>");
    } else if (onlyHex && anyDigit && (afterAt || end - from >= SHORTEST_HEX)) {
      out.append("<hex>");
    } else {
      out.append(word, from, end);
    }
    return end;
  }

  private static boolean isJoint(char c) {
    return "-_./:@#\\+~&?%*".indexOf(c) >= 0;
  }
}

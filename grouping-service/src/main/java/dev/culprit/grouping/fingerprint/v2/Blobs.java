package dev.culprit.grouping.fingerprint.v2;

/** Where JSON and lists in a message end; what is cut off ends with the text. */
final class Blobs {

  private Blobs() {}

  /** The place after the blob that begins here, or -1 when none does. */
  static int end(String text, int open) {
    int next = open + 1;
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    if (next >= text.length()) {
      return -1;
    }
    char c = text.charAt(next);
    if (text.charAt(open) == '{') {
      return c == '"' || c == '\'' ? closing(text, open) : -1;
    }
    if (c == '{' || c == '"' || c == '\'') {
      return closing(text, open);
    }
    return plainList(text, open);
  }

  private static int closing(String text, int open) {
    int depth = 0;
    char quote = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if ((c == '}' || c == ']') && --depth == 0) {
        return i + 1;
      }
    }
    return text.length();
  }

  /**
   * Words or numbers with commas between: {@code [1, 2]}. Brackets inside make it something else.
   */
  private static int plainList(String text, int open) {
    boolean anyComma = false;
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ']') {
        return anyComma ? i + 1 : -1;
      }
      if (c == '[' || c == '{' || c == '(') {
        return -1;
      }
      anyComma |= c == ',';
    }
    return -1;
  }
}

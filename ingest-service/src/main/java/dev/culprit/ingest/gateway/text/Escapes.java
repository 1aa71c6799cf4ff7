package dev.culprit.ingest.gateway.text;

/** Undoes what proxies do to characters that would end a field or a line. */
public final class Escapes {
  private Escapes() {}

  /** {@code \xHH}, {@code \n}, {@code \t}, {@code \"} and {@code \\}; all else stays. */
  public static String undo(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        plain.append(c);
        continue;
      }
      char next = text.charAt(++i);
      switch (next) {
        case 'n' -> plain.append('\n');
        case 't' -> plain.append('\t');
        case 'r' -> plain.append('\r');
        case '"', '\\', '/' -> plain.append(next);
        case 'x' -> i += hex(text, i + 1, plain);
        default -> plain.append(c).append(next);
      }
    }
    return plain.toString();
  }

  /** How many digits were read. */
  private static int hex(String text, int at, StringBuilder plain) {
    if (at + 2 <= text.length()) {
      int high = Character.digit(text.charAt(at), 16);
      int low = Character.digit(text.charAt(at + 1), 16);
      if (high >= 0 && low >= 0) {
        plain.append((char) (high * 16 + low));
        return 2;
      }
    }
    plain.append("\\x");
    return 0;
  }
}

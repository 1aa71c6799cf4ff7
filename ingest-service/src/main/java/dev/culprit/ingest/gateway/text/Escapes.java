package dev.culprit.ingest.gateway.text;

/** Undoes what proxies do to characters that would end a field or a line. */
public final class Escapes {
  private Escapes() {}

  /** Those of C and of JSON; what is none stays as it is. */
  public static String undo(String text) {
    int at = text.indexOf('\\');
    if (at < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    plain.append(text, 0, at);
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\') {
        at = undo(text, at, plain);
      } else {
        plain.append(c);
        at++;
      }
    }
    return plain.toString();
  }

  /** Appends what the escape at this place stands for and says where the text goes on. */
  static int undo(String text, int at, StringBuilder plain) {
    if (at + 1 >= text.length()) {
      plain.append('\\');
      return at + 1;
    }
    char next = text.charAt(at + 1);
    switch (next) {
      case 'n' -> plain.append('\n');
      case 't' -> plain.append('\t');
      case 'r' -> plain.append('\r');
      case 'b' -> plain.append('\b');
      case 'f' -> plain.append('\f');
      case '"', '\'', '\\', '/' -> plain.append(next);
      case 'x' -> {
        return digits(text, at, 2, plain);
      }
      case 'u' -> {
        return digits(text, at, 4, plain);
      }
      default -> plain.append('\\').append(next);
    }
    return at + 2;
  }

  private static int digits(String text, int at, int count, StringBuilder plain) {
    int value = 0;
    for (int i = at + 2; i < at + 2 + count; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        plain.append(text, at, at + 2);
        return at + 2;
      }
      value = value * 16 + digit;
    }
    plain.append((char) value);
    return at + 2 + count;
  }
}

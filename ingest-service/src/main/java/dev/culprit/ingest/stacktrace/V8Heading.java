package dev.culprit.ingest.stacktrace;

import java.util.Optional;

/**
 * How V8 and Node head an error: {@code Uncaught (in promise) TypeError: m}, {@code TypeError
 * [ERR_X]: m}, and without a stack {@code [Error: m]}.
 */
final class V8Heading {
  private static final String[] BEFORE = {"Uncaught ", "(in promise) ", "<ref *1> "};

  private V8Heading() {}

  static Optional<Heading> of(String line) {
    String text = line.strip();
    for (String before : BEFORE) {
      text = text.startsWith(before) ? text.substring(before.length()) : text;
    }
    if (isBracketed(text)) {
      text = withoutEnd(text);
      text = text.substring(1, text.length() - 1);
    }
    return Heading.of(withoutCode(text)).filter(V8Heading::isClass);
  }

  /** An error without a stack, perhaps with properties or more members behind it. */
  static boolean isBracketed(String text) {
    return text.startsWith("[") && text.length() > 2 && withoutEnd(text).endsWith("]");
  }

  /** What util.inspect prints behind an error in a list or before its properties. */
  static String withoutEnd(String text) {
    String end = text.endsWith(",") ? text.substring(0, text.length() - 1) : text;
    return end.endsWith(" {") ? end.substring(0, end.length() - 2) : end;
  }

  static boolean opensOrEnds(String line) {
    return line.endsWith(",") || line.endsWith(" {");
  }

  private static String withoutCode(String text) {
    int open = text.indexOf(" [");
    int close = open < 0 ? -1 : text.indexOf(']', open);
    boolean code = close > 0 && text.startsWith(": ", close + 1) && text.indexOf(' ') == open;
    return code ? text.substring(0, open) + text.substring(close + 1) : text;
  }

  private static boolean isClass(Heading heading) {
    char first = heading.type().charAt(0);
    return heading.isTelling() || (Character.isUpperCase(first) && !heading.isAllUpperCase());
  }
}

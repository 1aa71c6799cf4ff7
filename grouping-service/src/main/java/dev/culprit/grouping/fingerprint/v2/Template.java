package dev.culprit.grouping.fingerprint.v2;

/** The text in the making: single spaces, and lists of equal placeholders shortened to one. */
final class Template {

  private final StringBuilder out;
  private String lastPlaceholder = "";

  /** Where the text ended after the last placeholder. */
  private int afterLast = -1;

  Template(int expectedLength) {
    this.out = new StringBuilder(expectedLength + 16);
  }

  void space() {
    int length = out.length();
    if (length > 0 && out.charAt(length - 1) != ' ') {
      out.append(' ');
    }
  }

  void append(char c) {
    out.append(c);
  }

  void append(String text, int from, int to) {
    out.append(text, from, to);
  }

  void append(String text) {
    out.append(text);
  }

  /** Not when it only continues a list: {@code IN (1, 2, 3)} has one value like {@code IN (1)}. */
  void placeholder(String placeholder) {
    if (placeholder.equals(lastPlaceholder) && isOnlyComma(afterLast)) {
      out.setLength(afterLast);
      return;
    }
    out.append(placeholder);
    lastPlaceholder = placeholder;
    afterLast = out.length();
  }

  private boolean isOnlyComma(int from) {
    int length = out.length() - from;
    return from >= 0
        && (length == 1 || (length == 2 && out.charAt(from + 1) == ' '))
        && out.charAt(from) == ',';
  }

  boolean endsWith(String end) {
    int start = out.length() - end.length();
    return start >= 0 && out.indexOf(end, start) == start;
  }

  String finished() {
    int end = out.length();
    return end > 0 && out.charAt(end - 1) == ' ' ? out.substring(0, end - 1) : out.toString();
  }
}

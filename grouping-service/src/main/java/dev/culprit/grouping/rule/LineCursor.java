package dev.culprit.grouping.rule;

/** Goes over one line from left to right and knows the column, for exact errors. */
final class LineCursor {

  /** What is wrong, and at which place of the line. */
  static final class Failure extends Exception {

    private static final long serialVersionUID = 1;

    private final int column;

    Failure(int at, String message) {
      super(message, null, false, false);
      this.column = at + 1;
    }

    int column() {
      return column;
    }

    String said() {
      return String.valueOf(getMessage());
    }
  }

  private final String line;
  private int at;

  LineCursor(String line) {
    this.line = line;
  }

  int at() {
    return at;
  }

  boolean isAtEnd() {
    skipSpace();
    return at == line.length();
  }

  boolean take(String expected) {
    skipSpace();
    if (!line.startsWith(expected, at)) {
      return false;
    }
    at += expected.length();
    return true;
  }

  boolean sees(String expected) {
    skipSpace();
    return line.startsWith(expected, at);
  }

  /** Up to the given character, which is taken too but is not part of the answer. */
  String until(char end, String whatIsMissing) throws Failure {
    int start = at;
    int found = line.indexOf(end, start);
    for (int i = start; i < (found < 0 ? line.length() : found); i++) {
      if (Character.isWhitespace(line.charAt(i))) {
        throw new Failure(i, whatIsMissing);
      }
    }
    if (found < 0) {
      throw new Failure(line.length(), whatIsMissing);
    }
    at = found + 1;
    return line.substring(start, found);
  }

  /** Characters in double quotes, or up to the next space. Quotes and backslashes are escaped. */
  String word() throws Failure {
    if (at < line.length() && line.charAt(at) == '"') {
      return quoted();
    }
    int start = at;
    while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
      at++;
    }
    return line.substring(start, at);
  }

  /** Leaves backslashes before anything but a quote: they belong to patterns. */
  private String quoted() throws Failure {
    int start = at;
    StringBuilder text = new StringBuilder();
    for (at++; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == '"') {
        at++;
        return text.toString();
      }
      if (c == '\\' && at + 1 < line.length() && line.charAt(at + 1) == '"') {
        at++;
        text.append('"');
      } else {
        text.append(c);
      }
    }
    throw new Failure(start, "This quote is not closed.");
  }

  /** The inside of the variable whose braces begin here. */
  String variable() throws Failure {
    int start = at;
    int close = line.indexOf("}}", at);
    if (close < 0) {
      throw new Failure(start, "This variable is not closed by }}.");
    }
    at = close + 2;
    return line.substring(start + 2, close).strip();
  }

  private void skipSpace() {
    while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
      at++;
    }
  }
}

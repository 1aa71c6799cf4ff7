package dev.culprit.ingest.gateway.text;

/**
 * A position in a log line that only moves forward, so that reading takes time in proportion to the
 * line. A line may be cut anywhere: what is missing reads as empty.
 */
public final class LineCursor {
  private final String text;
  private int position;

  public LineCursor(String text) {
    this.text = text;
  }

  /** What is left. */
  public String rest() {
    return text.substring(position);
  }

  public boolean isAtEnd() {
    return position >= text.length();
  }

  public boolean startsWith(String expected) {
    return text.startsWith(expected, position);
  }

  /** Goes past the expected text when it is next. */
  public boolean skip(String expected) {
    if (!startsWith(expected)) {
      return false;
    }
    position += expected.length();
    return true;
  }

  /** Goes past any spaces. */
  public LineCursor skipSpaces() {
    while (position < text.length() && text.charAt(position) == ' ') {
      position++;
    }
    return this;
  }

  /** What stands before the mark, which is gone past; all that is left when there is none. */
  public String until(char mark) {
    int end = text.indexOf(mark, position);
    String found = text.substring(position, end < 0 ? text.length() : end);
    position = end < 0 ? text.length() : end + 1;
    return found;
  }

  /** The next word; spaces around it are gone past. */
  public String word() {
    return skipSpaces().until(' ');
  }

  /** What stands between brackets that are next; empty, without moving, when none are. */
  public String between(char open, char close) {
    if (position >= text.length() || text.charAt(position) != open) {
      return "";
    }
    position++;
    return until(close);
  }

  /**
   * A text in double quotes that is next, without them and with {@code \"} undone; to the end when
   * the closing one was cut off. A word when there are no quotes.
   */
  public String quoted() {
    skipSpaces();
    if (!skip("\"")) {
      return word();
    }
    int start = position;
    while (position < text.length() && text.charAt(position) != '"') {
      position += text.charAt(position) == '\\' ? 2 : 1;
    }
    int end = Math.min(position, text.length());
    position = Math.min(end + 1, text.length());
    String found = text.substring(start, end);
    return found.indexOf('\\') < 0 ? found : Escapes.undo(found);
  }
}

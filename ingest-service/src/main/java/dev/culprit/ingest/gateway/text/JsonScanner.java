package dev.culprit.ingest.gateway.text;

import java.util.function.BiConsumer;

/**
 * Goes through a JSON object once, forgiving what a {@code log_format} makes of it: values without
 * quotes such as {@code 009}, {@code -}, {@code 0.001, 0.002} or nothing at all, {@code \x22}, real
 * newlines, and an end that was cut off. Of an array the first value stands for all; {@code null}
 * says nothing.
 */
final class JsonScanner {
  private static final int MOST_NAMES = 200;
  private static final int MOST_DEPTH = 6;

  private final String text;
  private final String[] prefixes = new String[MOST_DEPTH];
  private int position;
  private int names;
  private int nextEscape = -1;

  JsonScanner(String text) {
    this.text = text;
  }

  /** Gives each name with its value, in their order. */
  void read(BiConsumer<String, String> found) {
    String prefix = "";
    int depth = 0;
    position = 1;
    while (names < MOST_NAMES && toNext()) {
      char c = text.charAt(position);
      if (c == '}') {
        position++;
        depth--;
        if (depth < 0) {
          return;
        }
        prefix = prefixes[depth];
      } else if (c == '"') {
        String name = prefix + JsonNames.plain(string());
        if (toValue() && text.charAt(position) == '{') {
          position++;
          if (depth == MOST_DEPTH) {
            return;
          }
          prefixes[depth++] = prefix;
          prefix = name + ".";
        } else if (position < text.length()) {
          names++;
          value(name, found);
        }
      } else {
        position++;
      }
    }
  }

  /** To the next name or the end of an object. */
  private boolean toNext() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '"' || c == '}') {
        return true;
      }
      position++;
    }
    return false;
  }

  /** Past the colon and white space; false at the end of the text. */
  private boolean toValue() {
    while (position < text.length() && text.charAt(position) <= ' ') {
      position++;
    }
    if (position < text.length() && text.charAt(position) == ':') {
      position++;
    }
    while (position < text.length() && text.charAt(position) <= ' ') {
      position++;
    }
    return position < text.length();
  }

  private void value(String name, BiConsumer<String, String> found) {
    char c = text.charAt(position);
    if (c == '[') {
      array(name, found);
    } else if (c == '"') {
      found.accept(name, string());
    } else {
      String bare = bare();
      if (!bare.equals("null")) {
        found.accept(name, bare);
      }
    }
  }

  /** Its first value when that is plain; what else it holds is gone past. */
  private void array(String name, BiConsumer<String, String> found) {
    int depth = 0;
    boolean isFirst = true;
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '"') {
        String value = string();
        if (isFirst && depth == 1) {
          found.accept(name, value);
        }
        isFirst = false;
        continue;
      }
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      position++;
      if (depth == 0) {
        if (isFirst) {
          found.accept(name, "");
        }
        return;
      }
    }
  }

  /** Up to the comma before the next name, or to the end of the object. */
  private String bare() {
    int start = position;
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '}' || c == '\n' || (c == ',' && isBeforeName())) {
        break;
      }
      position++;
    }
    return text.substring(start, position).strip();
  }

  private boolean isBeforeName() {
    int at = position + 1;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at >= text.length() || text.charAt(at) == '"' || text.charAt(at) < ' ';
  }

  /**
   * The text between quotes, the first of which is next; to the end when the closing one is cut
   * off.
   */
  private String string() {
    int start = position + 1;
    int end = text.indexOf('"', start);
    if (end < 0) {
      end = text.length();
    }
    if (nextEscape < start) {
      int escape = text.indexOf('\\', start);
      nextEscape = escape < 0 ? Integer.MAX_VALUE : escape;
    }
    if (nextEscape > end) {
      position = end + 1;
      return text.substring(start, end);
    }
    return escaped(start);
  }

  private String escaped(int start) {
    StringBuilder plain = new StringBuilder();
    int at = start;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (c == '\\') {
        at = Escapes.undo(text, at, plain);
      } else {
        plain.append(c);
        at++;
      }
    }
    position = Math.min(at + 1, text.length());
    return plain.toString();
  }
}

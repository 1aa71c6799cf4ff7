package dev.culprit.ingest.stacktrace;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a text, without their ends and without terminal colours. What is over the bounds is
 * left away: no stack trace is that long, and no line of one.
 */
final class TraceLines {
  static final int MOST_CHARACTERS = 1 << 20;
  static final int LONGEST_LINE = 8_192;
  private static final char ESCAPE = '\u001b';

  private final List<String> lines;

  private TraceLines(List<String> lines) {
    this.lines = lines;
  }

  static TraceLines of(String text) {
    String bounded = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
    String plain = bounded.indexOf(ESCAPE) < 0 ? bounded : withoutColours(bounded);
    return new TraceLines(split(isEscaped(plain) ? unescaped(plain) : plain));
  }

  int size() {
    return lines.size();
  }

  /** The line at an index; empty beyond either end. */
  String at(int index) {
    return index < 0 || index >= lines.size() ? "" : lines.get(index);
  }

  boolean isBlank(int index) {
    return at(index).isBlank();
  }

  int indent(int index) {
    return indent(at(index));
  }

  /** How many blanks a line begins with; a tab counts as one. */
  static int indent(String line) {
    int indent = 0;
    while (indent < line.length() && (line.charAt(indent) == ' ' || line.charAt(indent) == '\t')) {
      indent++;
    }
    return indent;
  }

  private static List<String> split(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(line(text, start, end < 0 ? text.length() : end));
      start = next;
    }
    return lines;
  }

  private static String line(String text, int start, int end) {
    int stop = end;
    while (stop > start && text.charAt(stop - 1) == '\r') {
      stop--;
    }
    return text.substring(start, Math.min(stop, start + LONGEST_LINE));
  }

  /** {@code ESC [ 1 ; 31 m}: Ruby and test runners colour what they print. */
  private static String withoutColours(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == ESCAPE && i + 1 < text.length() && text.charAt(i + 1) == '[') {
        i += 2;
        while (i < text.length() && (FrameLines.isDigit(text.charAt(i)) || text.charAt(i) == ';')) {
          i++;
        }
        i++;
      } else {
        plain.append(c);
        i++;
      }
    }
    return plain.toString();
  }

  /** Apache writes the line ends of what a program says as {@code \n}. */
  private static boolean isEscaped(String text) {
    int end = text.indexOf('\n');
    return (end < 0 || text.substring(end).isBlank())
        && (text.contains("\\nStack trace:")
            || text.contains("\\n#0 ")
            || text.contains("\\n\\tat "));
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char next = text.charAt(i) == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
      int escaped = next == 0 ? -1 : "nt\\'\"".indexOf(next);
      plain.append(escaped < 0 ? text.charAt(i) : "\n\t\\'\"".charAt(escaped));
      i += escaped < 0 ? 1 : 2;
    }
    return plain.toString();
  }
}

package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.Frame;

/**
 * Reads one line of a stack trace, as printed by the runtimes and by the clients of many languages,
 * into a frame. A line in no known form is kept whole as the frame's function, so that nothing a
 * person could read is lost. Plain scanning: no line can make it slow.
 */
public final class FrameLines {
  private FrameLines() {}

  /** The frame of a line; {@code platform} settles what the line alone leaves open. */
  public static Frame.Builder parse(String line, String platform) {
    String text = line.strip();
    Frame.Builder frame = Frame.newBuilder();
    boolean read =
        text.startsWith("at ")
            ? AtLines.read(text.substring(3).strip(), platform, frame)
            : text.startsWith("#")
                ? phpLine(text, frame)
                : text.startsWith("File \"") ? pythonLine(text, frame) : otherLine(text, frame);
    if (!read) {
      return Frame.newBuilder().setFunction(text);
    }
    FunctionNames.split(frame, platform);
    return frame;
  }

  /** {@code #0 F(L): A\B->m(args)}, {@code #1 [internal function]: f()}, {@code #2 {main}}. */
  private static boolean phpLine(String text, Frame.Builder frame) {
    int space = text.indexOf(' ');
    if (space < 0 || !isNumber(text, 1, space)) {
      return false;
    }
    String rest = text.substring(space + 1);
    if (rest.equals("{main}")) {
      frame.setFunction(rest);
      return true;
    }
    int colon = rest.indexOf("): ");
    if (colon < 0) {
      int internal = rest.indexOf("]: ");
      if (internal < 0) {
        return false;
      }
      frame.setFile(rest.substring(0, internal + 1)).setFunction(call(rest, internal + 3));
      return true;
    }
    int open = rest.lastIndexOf('(', colon);
    if (open < 0 || !isNumber(rest, open + 1, colon)) {
      return false;
    }
    frame.setFile(rest.substring(0, open)).setLine(number(rest, open + 1, colon));
    frame.setFunction(call(rest, colon + 3));
    return true;
  }

  private static String call(String text, int from) {
    int closure = text.indexOf("{closure:", from);
    int open = text.indexOf('(', closure < 0 ? from : Math.max(from, text.indexOf('}', closure)));
    return text.substring(from, open < 0 ? text.length() : open);
  }

  /** {@code File "F", line N, in fn}. */
  private static boolean pythonLine(String text, Frame.Builder frame) {
    int quote = text.indexOf('"', 6);
    if (quote < 0 || !text.startsWith("\", line ", quote)) {
      return false;
    }
    int start = quote + 8;
    int end = start;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    if (end == start) {
      return false;
    }
    frame.setFile(text.substring(6, quote)).setLine(number(text, start, end));
    if (text.startsWith(", in ", end)) {
      frame.setFunction(text.substring(end + 5));
    }
    return true;
  }

  private static boolean otherLine(String line, Frame.Builder frame) {
    String text = line.startsWith("from ") ? line.substring(5) : line;
    return rubyLine(text, frame)
        || fileInFunction(text, frame)
        || browserLine(text, frame)
        || elixirLine(text, frame)
        || Locations.read(withoutOffset(text), frame);
  }

  /** {@code file:N:in 'm'}, with either opening quote, or with none as people type it. */
  private static boolean rubyLine(String text, Frame.Builder frame) {
    int in = text.indexOf(":in ");
    if (in < 0 || !Locations.read(text.substring(0, in), frame)) {
      return false;
    }
    int start = in + 4;
    if (text.startsWith("`", start) || text.startsWith("'", start)) {
      start++;
    }
    int end = text.endsWith("'") ? text.length() - 1 : text.length();
    frame.setFunction(text.substring(Math.min(start, end), end));
    return true;
  }

  /** {@code file:N in fn}: the clients for Go, PHP, Python and Elixir. */
  private static boolean fileInFunction(String text, Frame.Builder frame) {
    for (int in = text.indexOf(" in "); in >= 0; in = text.indexOf(" in ", in + 1)) {
      if (in > 0 && isDigit(text.charAt(in - 1)) && Locations.read(text, 0, in, frame)) {
        frame.setFunction(text.substring(in + 4));
        return true;
      }
    }
    return false;
  }

  /** {@code fn@url:L:C}: Firefox and Safari. */
  private static boolean browserLine(String text, Frame.Builder frame) {
    int at = text.indexOf('@');
    if (at < 0) {
      return false;
    }
    String place = text.substring(at + 1);
    boolean located = Locations.read(place, frame);
    if (!located && !place.startsWith("[native code]")) {
      return false;
    }
    if (!located) {
      frame.setFile(place);
    }
    evaluated(frame);
    // "async*f", "setTimeout handler*f": how it was called, not what.
    frame.setFunction(text.substring(text.lastIndexOf('*', at) + 1, at));
    return true;
  }

  /** {@code url line 6 > eval}: the place that a person can open is the one before the arrow. */
  private static void evaluated(Frame.Builder frame) {
    String file = frame.getFile();
    int line = file.indexOf(" line ");
    int arrow = line < 0 ? -1 : file.indexOf(" > ", line);
    if (arrow >= 0 && isNumber(file, line + 6, arrow)) {
      frame.setFile(file.substring(0, line)).setLine(number(file, line + 6, arrow)).clearColumn();
    }
  }

  /** {@code (app 1.0) lib/file.ex:N: Mod.fn/arity}; the part in brackets may be missing. */
  private static boolean elixirLine(String text, Frame.Builder frame) {
    int from = 0;
    String app = "";
    if (text.startsWith("(")) {
      int close = text.indexOf(") ");
      if (close < 0) {
        return false;
      }
      String library = text.substring(1, close);
      int space = library.indexOf(' ');
      app = space < 0 ? library : library.substring(0, space);
      from = close + 2;
    }
    int colon = text.indexOf(": ", from);
    if (colon < 0 || !Locations.read(text.substring(from, colon), frame)) {
      return false;
    }
    frame.setPackage(app).setFunction(text.substring(colon + 2));
    return true;
  }

  /** Go prints the offset of the call after the place. */
  private static String withoutOffset(String text) {
    int offset = text.indexOf(" +0x");
    return offset < 0 ? text : text.substring(0, offset);
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isNumber(String text, int from, int to) {
    if (from >= to) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The number between two positions; 0 when it is beyond any source file. */
  static int number(String text, int from, int to) {
    if (to - from > 9) {
      return 0;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}

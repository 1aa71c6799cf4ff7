package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.Frame;

/** Reads {@code file:line} and {@code file:line:column}; a colon may stand in the file's name. */
final class Locations {
  private Locations() {}

  /** Sets file, line and column; false, and nothing set, when the text is no location. */
  static boolean read(String text, Frame.Builder frame) {
    return read(text, 0, text.length(), frame);
  }

  /** The same for a part of a text, of which no more is copied than the file's name. */
  static boolean read(String text, int from, int to, Frame.Builder frame) {
    int lastStart = startOfNumber(text, from, to);
    if (lastStart < 0) {
      return false;
    }
    int last = FrameLines.number(text, lastStart, to);
    int fileEnd = lastStart - 1;
    int firstStart = startOfNumber(text, from, fileEnd);
    if (firstStart < 0) {
      frame.setLine(last);
    } else {
      frame.setLine(FrameLines.number(text, firstStart, fileEnd)).setColumn(last);
      fileEnd = firstStart - 1;
    }
    frame.setFile(text.substring(from, fileEnd));
    return true;
  }

  /** Whether the text is a location. */
  static boolean is(String text) {
    return startOfNumber(text, 0, text.length()) >= 0;
  }

  /** Where the number begins that ends here behind a colon with a file name before it; else -1. */
  private static int startOfNumber(String text, int from, int end) {
    int start = end;
    while (start > from && FrameLines.isDigit(text.charAt(start - 1))) {
      start--;
    }
    boolean found = start < end && start > from + 1 && text.charAt(start - 1) == ':';
    return found ? start : -1;
  }
}

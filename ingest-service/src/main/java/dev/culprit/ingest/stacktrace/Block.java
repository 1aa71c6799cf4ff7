package dev.culprit.ingest.stacktrace;

import java.util.function.IntPredicate;

/**
 * Where the message of one exception ends and where its frames stand. Messages have lines that look
 * like frames; so what stands before a plain line that is followed by frames is message, too,
 * unless that line heads another trace. Blank lines decide nothing.
 */
record Block(int firstFrame, int end, boolean another) {
  /**
   * The block whose message goes on at a line, and that ends before another at the latest.
   *
   * @param isFrame whether the line at an index looks like a frame
   * @param isHeading whether a plain line between frames heads another trace
   */
  static Block find(
      TraceLines lines, int from, int to, IntPredicate isFrame, IntPredicate isHeading) {
    int first = -1;
    int end = from;
    int plain = -1;
    for (int i = from; i < to; i++) {
      if (isFrame.test(i)) {
        if (first >= 0 && plain >= 0 && isHeading.test(plain)) {
          return new Block(first, end, true);
        }
        first = first < 0 || plain >= 0 ? i : first;
        plain = -1;
        end = i + 1;
      } else if (!lines.isBlank(i)) {
        plain = i;
      }
    }
    return first < 0 ? new Block(to, to, false) : new Block(first, end, false);
  }
}

package dev.culprit.ingest.stacktrace;

import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Errors of {@code pkg/errors} and its kin: a message and the stack of where it was made, the root
 * cause first and each wrapping below it.
 */
final class GoErrorTexts {
  private GoErrorTexts() {}

  static Optional<Thrown> read(TraceLines lines, BiPredicate<TraceLines, Integer> isFrame) {
    Thrown outer = null;
    int message = 0;
    int i = 0;
    while (i < lines.size()) {
      if (!isFrame.test(lines, i)) {
        i++;
        continue;
      }
      // A stack without a message of its own is of the same error, taken further out.
      boolean same = outer != null && message == i;
      Thrown thrown = same ? new Thrown("", "") : new Thrown("", "").message(lines, message, i);
      while (i < lines.size() && isFrame.test(lines, i)) {
        thrown.frame(GoFrames.frame(lines.at(i), lines.at(i + 1)));
        i += 2;
      }
      message = i;
      if (outer != null && !same) {
        thrown.relative(Thrown.CAUSE, outer);
      }
      outer = same ? outer : thrown;
    }
    return Optional.ofNullable(outer);
  }
}

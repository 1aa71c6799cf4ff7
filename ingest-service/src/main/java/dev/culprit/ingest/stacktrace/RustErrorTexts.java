package dev.culprit.ingest.stacktrace;

import java.util.Optional;

/**
 * Errors as {@code anyhow} and {@code eyre} print them: {@code Error: message}, the causes below
 * {@code Caused by:}, and a backtrace.
 */
final class RustErrorTexts {
  private RustErrorTexts() {}

  static Optional<Thrown> read(TraceLines lines) {
    int stack = 0;
    while (stack < lines.size() && !lines.at(stack).equalsIgnoreCase("stack backtrace:")) {
      stack++;
    }
    if (stack == lines.size() && !lines.at(0).startsWith("Error: ")) {
      return Optional.empty();
    }
    int causes = 0;
    while (causes < stack && !lines.at(causes).equals("Caused by:")) {
      causes++;
    }
    String first = lines.at(0);
    boolean headed = first.startsWith("Error: ");
    Thrown thrown = new Thrown(headed ? "Error" : "", headed ? first.substring(7) : "");
    thrown.message(lines, headed ? 1 : 0, causes);
    causes(thrown, lines, causes + 1, stack);
    RustFrames.read(thrown, null, lines, stack);
    return Optional.of(thrown);
  }

  /** {@code 0: message}, or a single one without number. */
  private static void causes(Thrown outer, TraceLines lines, int from, int to) {
    Thrown above = outer;
    for (int i = from; i < to; i++) {
      String text = lines.at(i).strip();
      int colon = text.indexOf(": ");
      boolean numbered = colon > 0 && FrameLines.isNumber(text, 0, colon);
      if (numbered || (i == from && !text.isEmpty())) {
        Thrown cause = new Thrown("", numbered ? text.substring(colon + 2) : text);
        above.relative(Thrown.CAUSE, cause);
        above = cause;
      } else if (!text.isEmpty()) {
        above.messageLine(text);
      }
    }
  }
}

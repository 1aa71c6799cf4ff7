package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.Frame;
import java.util.Optional;

/**
 * Lua: {@code lua: F:N: message}, then the traceback. Errors have no type. The call of {@code
 * error} itself is left away.
 */
final class LuaTraces implements TraceReader {
  private static final String STACK = "stack traceback:";

  @Override
  public boolean recognises(TraceLines lines, int index) {
    return lines.at(index).strip().equals(STACK);
  }

  @Override
  public Optional<Thrown> read(TraceLines lines, String platform) {
    int stack = 0;
    while (stack < lines.size() && !lines.at(stack).strip().equals(STACK)) {
      stack++;
    }
    if (stack == lines.size()) {
      return Optional.empty();
    }
    int first = 0;
    while (first < stack && lines.isBlank(first)) {
      first++;
    }
    Thrown thrown = new Thrown("", first == stack ? "" : message(lines.at(first)));
    thrown.message(lines, first + 1, stack);
    for (int i = stack + 1; i < lines.size() && isOfStack(lines, i); i++) {
      line(thrown, lines.at(i).strip());
    }
    return Optional.of(thrown);
  }

  /** OpenResty says which coroutine the calls are of. */
  private static boolean isOfStack(TraceLines lines, int index) {
    return lines.indent(index) > 0 || lines.at(index).startsWith("coroutine ");
  }

  /** Without program and place, {@code lua5.4: F:N: }. */
  private static String message(String line) {
    for (int end = line.indexOf(": "); end >= 0; end = line.indexOf(": ", end + 1)) {
      if (Locations.is(line.substring(0, end))) {
        return line.substring(end + 2);
      }
      if (end > 200) {
        break;
      }
    }
    int program = line.startsWith("lua") ? line.indexOf(": ") : -1;
    return program < 0 ? line : line.substring(program + 2);
  }

  private static void line(Thrown thrown, String text) {
    if (text.startsWith("...")) {
      thrown.omit(skipped(text));
      return;
    }
    int in = text.indexOf(": in ");
    if (in < 0) {
      return;
    }
    Frame.Builder frame = Frame.newBuilder();
    if (!Locations.read(text, 0, in, frame)) {
      frame.setFile(text.substring(0, in));
    }
    frame.setFunction(function(text.substring(in + 5)));
    if (thrown.hasFrames() || !isThrowing(frame)) {
      thrown.frame(frame);
    }
  }

  /** {@code ... (skipping 499971 levels)}. */
  private static int skipped(String text) {
    int start = text.indexOf("skipping ") + 9;
    int end = start < 9 ? -1 : text.indexOf(' ', start);
    return end > 0 && FrameLines.isNumber(text, start, end)
        ? FrameLines.number(text, start, end)
        : 0;
  }

  /** {@code function 'x'}, {@code upvalue 'x'}, {@code function <F:N>}, {@code main chunk}. */
  private static String function(String text) {
    int quote = text.endsWith("'") ? text.indexOf('\'') : -1;
    if (quote >= 0 && quote < text.length() - 1) {
      return text.substring(quote + 1, text.length() - 1);
    }
    return text.equals("?") ? "" : text;
  }

  private static boolean isThrowing(Frame.Builder frame) {
    String function = frame.getFunction();
    return frame.getFile().equals("[C]") && (function.equals("error") || function.equals("assert"));
  }
}

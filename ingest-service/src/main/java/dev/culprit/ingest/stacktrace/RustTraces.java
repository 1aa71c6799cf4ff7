package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.Frame;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rust: the panic's place stands in its heading, the message on the lines below it, or before Rust
 * 1.73 in quotes within it. The frames of the panic machinery above that place are left away.
 */
final class RustTraces implements TraceReader {
  private static final String PANICKED = " panicked at ";
  private static final String STACK = "stack backtrace:";

  @Override
  public boolean recognises(TraceLines lines, int index) {
    String line = lines.at(index);
    return isHead(line)
        || line.equals(STACK)
        || (RustFrames.isCall(line) && RustFrames.isPlace(lines.at(index + 1)));
  }

  @Override
  public Optional<Thrown> read(TraceLines lines, String platform) {
    int head = 0;
    while (head < lines.size() && !lines.at(head).contains(PANICKED)) {
      head++;
    }
    if (head == lines.size()) {
      return RustErrorTexts.read(lines);
    }
    String line = lines.at(head);
    int at = line.indexOf(PANICKED);
    Panic panic = Panic.of(line.substring(at + PANICKED.length()));
    Thrown thrown = new Thrown("panic", panic.message());
    thrown.thread(thread(line.substring(0, at)));
    int stack = head + 1;
    while (stack < lines.size() && !endsMessage(lines.at(stack))) {
      stack++;
    }
    thrown.message(lines, head + 1, stack);
    RustFrames.read(thrown, panic.place(), lines, stack);
    return Optional.of(thrown);
  }

  private static boolean endsMessage(String line) {
    return line.equals(STACK) || line.startsWith("note: run with `RUST_BACKTRACE") || isHead(line);
  }

  private static boolean isHead(String line) {
    return line.startsWith("thread '") && line.contains(PANICKED);
  }

  /** {@code thread 'main' (11391)}: the name without the number, which differs in each run. */
  private static String thread(String text) {
    int quote = text.indexOf('\'');
    int end = text.lastIndexOf('\'');
    return quote >= 0 && end > quote ? text.substring(quote + 1, end) : "";
  }

  private record Panic(String message, Frame.@Nullable Builder place) {
    /** {@code F:L:C:}, or {@code 'message', F:L:C}. */
    static Panic of(String text) {
      Frame.Builder place = Frame.newBuilder();
      if (text.startsWith("'")) {
        int end = text.lastIndexOf("', ");
        boolean placed = end > 0 && Locations.read(text.substring(end + 3), place);
        String message = text.substring(1, Math.max(1, end < 0 ? text.length() : end));
        return new Panic(message, placed ? place : null);
      }
      String where = text.endsWith(":") ? text.substring(0, text.length() - 1) : text;
      return new Panic("", Locations.read(where, place) ? place : null);
    }
  }
}

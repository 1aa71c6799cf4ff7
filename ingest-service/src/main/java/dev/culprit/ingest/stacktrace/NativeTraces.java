package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.Frame;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * C and C++: reports of the sanitizers, what {@code std::terminate} says, and gdb's backtraces.
 * Only the first stack is the error's; the others of a report tell where memory came from.
 */
final class NativeTraces implements TraceReader {
  private static final String TERMINATE = "terminate called after throwing an instance of '";

  @Override
  public boolean recognises(TraceLines lines, int index) {
    String line = lines.at(index);
    return sanitizerAt(line) >= 0
        || line.startsWith(TERMINATE)
        || line.startsWith("terminate called without an active exception")
        || signalAt(line) >= 0
        || NativeFrames.isTelling(line);
  }

  @Override
  public Optional<Thrown> read(TraceLines lines, String platform) {
    Thrown thrown = null;
    int first = 0;
    while (first < lines.size() && !NativeFrames.isFirst(lines.at(first))) {
      thrown = thrown == null ? heading(lines, first) : thrown;
      first++;
    }
    if (thrown == null && first == lines.size()) {
      return Optional.empty();
    }
    Thrown out = thrown == null ? new Thrown("", "") : thrown;
    // What undefined behaviour has for a place is no stack, and the next stack is not its own.
    if (!out.hasFrames()) {
      stack(out, lines, first);
    }
    return Optional.of(out);
  }

  private static void stack(Thrown out, TraceLines lines, int first) {
    for (int i = first; i < lines.size() && NativeFrames.is(lines.at(i)); i++) {
      out.frame(NativeFrames.frame(lines.at(i)));
    }
    withoutThrowing(out);
    withoutInterceptors(out);
  }

  private static @Nullable Thrown heading(TraceLines lines, int index) {
    String line = lines.at(index);
    if (line.startsWith(TERMINATE)) {
      return terminated(lines, index);
    }
    int sanitizer = sanitizerAt(line);
    if (sanitizer >= 0) {
      return sanitized(lines, index, line.substring(sanitizer));
    }
    int signal = signalAt(line);
    if (signal >= 0) {
      return signal(line.substring(signal));
    }
    int undefined = line.indexOf(": runtime error: ");
    return undefined < 0 ? null : undefined(line, undefined);
  }

  /** {@code what():} may go on for lines, up to a blank one. */
  private static Thrown terminated(TraceLines lines, int index) {
    String line = lines.at(index);
    int quote = Math.max(line.lastIndexOf('\''), TERMINATE.length());
    String type = line.substring(TERMINATE.length(), Math.min(quote, line.length()));
    String what = lines.at(index + 1).strip();
    if (!what.startsWith("what():")) {
      return new Thrown(type, "");
    }
    int end = index + 2;
    while (end < lines.size() && !lines.isBlank(end) && !isNext(lines.at(end))) {
      end++;
    }
    return new Thrown(type, what.substring(7).strip()).message(lines, index + 2, end);
  }

  private static boolean isNext(String line) {
    return signalAt(line) >= 0 || line.startsWith("Aborted") || NativeFrames.is(line);
  }

  /** Where {@code AddressSanitizer: kind ...} begins behind {@code ERROR: }. */
  private static int sanitizerAt(String line) {
    int error = line.indexOf("ERROR: ");
    int warning = line.indexOf("WARNING: ");
    int at = error >= 0 ? error + 7 : warning >= 0 ? warning + 9 : -1;
    int name = at < 0 ? -1 : line.indexOf("Sanitizer: ", at);
    return name > at && line.indexOf(' ', at) > name ? at : -1;
  }

  private static Thrown sanitized(TraceLines lines, int index, String text) {
    int colon = text.indexOf(": ");
    String rest = text.substring(colon + 2);
    int space = rest.indexOf(' ');
    String word = space < 0 ? rest : rest.substring(0, space);
    boolean kind = word.indexOf('-') > 0 || word.equals(word.toUpperCase(Locale.ROOT));
    String type = kind && !word.isEmpty() ? word : text.substring(0, colon);
    Thrown thrown = new Thrown(type, Addresses.mask(withoutRegisters(text)));
    String access = lines.at(index + 1);
    if (access.startsWith("READ ") || access.startsWith("WRITE ")) {
      thrown.messageLine(Addresses.mask(access));
    }
    return thrown;
  }

  /** {@code at pc 0x.. bp 0x.. sp 0x..} tells nobody anything. */
  private static String withoutRegisters(String text) {
    for (String registers : new String[] {" at pc 0x", " (pc 0x", " (pid="}) {
      int at = text.indexOf(registers);
      if (at >= 0) {
        return text.substring(0, at);
      }
    }
    return text;
  }

  private static int signalAt(String line) {
    for (String start :
        new String[] {"Program received signal ", "Program terminated with signal "}) {
      int at = line.indexOf(start);
      if (at >= 0) {
        return at + start.length();
      }
    }
    return -1;
  }

  /** {@code SIGSEGV, Segmentation fault.}. */
  private static Thrown signal(String text) {
    int comma = text.indexOf(", ");
    return comma < 0
        ? new Thrown(text.strip(), "")
        : new Thrown(text.substring(0, comma), text.substring(comma + 2).strip());
  }

  /** {@code c.cpp:16:42: runtime error: signed integer overflow}. */
  private static Thrown undefined(String line, int at) {
    Thrown thrown = new Thrown("runtime error", Addresses.mask(line.substring(at + 17)));
    Frame.Builder place = Frame.newBuilder();
    return Locations.read(line, 0, at, place) ? thrown.frame(place) : thrown;
  }

  /** The sanitizers stand between a program and the library that it calls. */
  private static void withoutInterceptors(Thrown thrown) {
    int count = 0;
    for (Frame frame : thrown.frames()) {
      if (!frame.getFunction().startsWith("__interceptor_")) {
        break;
      }
      count++;
    }
    thrown.dropFirst(count < thrown.frames().size() ? count : 0);
  }

  /** What a throw calls to end the program stands above the throw. */
  private static void withoutThrowing(Thrown thrown) {
    int top = Math.min(12, thrown.frames().size() - 1);
    for (int i = 0; i < top; i++) {
      if (thrown.frames().get(i).getFunction().startsWith("__cxa_throw")) {
        thrown.dropFirst(i + 1);
        return;
      }
    }
  }
}

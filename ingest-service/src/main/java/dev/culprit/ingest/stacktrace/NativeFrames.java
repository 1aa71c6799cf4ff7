package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.Frame;

/**
 * {@code #0 0x.. in fn F:L:C} of the sanitizers and {@code #1 0x.. in fn (args) at F:L} of gdb, or
 * with a library instead of the file.
 */
final class NativeFrames {
  private NativeFrames() {}

  static boolean is(String line) {
    return nameAt(line) > 0;
  }

  static boolean isFirst(String line) {
    return line.startsWith("#0 ", TraceLines.indent(line)) && is(line);
  }

  /** Whether no other language prints it: PHP numbers its frames with a hash sign, too. */
  static boolean isTelling(String line) {
    int start = TraceLines.indent(line);
    int space = line.startsWith("#", start) ? line.indexOf(' ', start) : -1;
    if (space < 0 || !FrameLines.isNumber(line, start + 1, space)) {
      return false;
    }
    boolean address = line.startsWith("0x", TraceLines.indent(line.substring(space)) + space);
    boolean debugger = line.startsWith("  ", space) && line.contains(" (") && line.contains(" at ");
    return (address && line.contains(" in ")) || debugger;
  }

  /** Where the function's name begins; -1 when the line is no frame. */
  private static int nameAt(String line) {
    int start = TraceLines.indent(line);
    int end = line.startsWith("#", start) ? line.indexOf(' ', start) : -1;
    if (end < 0 || !FrameLines.isNumber(line, start + 1, end)) {
      return -1;
    }
    int at = end + TraceLines.indent(line.substring(end));
    if (!line.startsWith("0x", at)) {
      return at < line.length() ? at : -1;
    }
    int in = line.indexOf(" in ", at);
    return in < 0 ? -1 : in + 4;
  }

  static Frame.Builder frame(String line) {
    String text = line.substring(nameAt(line)).strip();
    Frame.Builder frame = Frame.newBuilder();
    int at = text.lastIndexOf(") at ");
    int from = text.lastIndexOf(") from ");
    if (at > 0 && Locations.read(text.substring(at + 5), frame)) {
      return frame.setFunction(withoutArguments(text.substring(0, at + 1)));
    }
    if (from > 0) {
      frame.setPackage(text.substring(from + 7));
      return frame.setFunction(withoutArguments(text.substring(0, from + 1)));
    }
    return sanitizers(text, frame);
  }

  /** {@code int f<int>(int*, int) /a/b.cpp:6:3}, {@code f (/lib/x.so+0x12)}, or both. */
  private static Frame.Builder sanitizers(String text, Frame.Builder frame) {
    int offset = text.indexOf("+0x");
    int library = offset < 0 ? -1 : text.lastIndexOf(" (", offset);
    String call = library < 0 ? text : text.substring(0, library);
    if (library >= 0) {
      frame.setPackage(text.substring(library + 2, offset));
    }
    int place = call.lastIndexOf(' ');
    if (place > 0 && Locations.read(call, place + 1, call.length(), frame)) {
      return frame.setFunction(call.substring(0, place));
    }
    return frame.setFunction(library < 0 ? withoutArguments(call) : call);
  }

  /** gdb prints the values of the arguments, which differ in each run. */
  private static String withoutArguments(String text) {
    int open = text.indexOf(" (");
    return open > 0 ? text.substring(0, open) : text;
  }
}

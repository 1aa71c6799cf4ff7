package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.Frame;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code file:N:in 'm': message (Cls)}: place, method, first line of the message and class. An
 * error without a message has its class for one, or {@code unhandled exception}.
 */
record RubyHeading(String place, String method, String message, String type) {
  static @Nullable RubyHeading of(String line) {
    int in = placeEnd(line);
    int end = in < 0 ? -1 : line.indexOf("': ", in + 4);
    if (end < 0 || TraceLines.indent(line) > 0 || !Locations.is(line.substring(0, in))) {
      return null;
    }
    String text = line.substring(end + 3);
    String type = classAtEnd(text);
    if (type.isEmpty() && !text.equals("unhandled exception")) {
      return null;
    }
    String message =
        type.isEmpty() ? "" : text.substring(0, text.length() - type.length() - 2).strip();
    return new RubyHeading(
        line.substring(0, in),
        line.substring(in + 5, end),
        message.equals(type) ? "" : message,
        type.isEmpty() ? "RuntimeError" : type);
  }

  /** Where {@code :in 'm'} begins; quotes opened with a backtick before Ruby 3.4. */
  static int placeEnd(String line) {
    int in = line.indexOf(":in `");
    return in < 0 ? line.indexOf(":in '") : in;
  }

  /** {@code Cls: message}, or {@code Cls (message):} as Rails logs it. */
  static Optional<Heading> logged(String text) {
    int open = text.indexOf(" (");
    if (open > 0 && text.endsWith("):") && Heading.isTypeName(text.substring(0, open))) {
      String message = text.substring(open + 2, text.length() - 2);
      return Optional.of(new Heading(text.substring(0, open), message));
    }
    return Heading.telling(text);
  }

  private static String classAtEnd(String text) {
    int open = text.endsWith(")") ? text.lastIndexOf('(') : -1;
    String type = open < 0 ? "" : text.substring(open + 1, text.length() - 1);
    return Heading.isTypeName(type) ? type : "";
  }

  /** The exception, whose crash frame is where it was raised. */
  Thrown thrown() {
    Frame.Builder frame = Frame.newBuilder();
    Locations.read(place, frame);
    return new Thrown(type, message).frame(frame.setFunction(method));
  }
}

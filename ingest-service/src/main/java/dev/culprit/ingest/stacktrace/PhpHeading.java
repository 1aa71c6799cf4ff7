package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.Frame;

/** What stands before the stack: class, message and the place of the throw. */
record PhpHeading(String text) {
  static final String UNCAUGHT = "Uncaught ";
  static final String NEXT = "Next ";

  static PhpHeading read(TraceLines lines, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i == from ? "" : "\n").append(lines.at(i));
    }
    return new PhpHeading(withoutStart(text.toString()));
  }

  private static String withoutStart(String text) {
    int line = text.indexOf('\n');
    int uncaught = text.indexOf(UNCAUGHT);
    if (uncaught >= 0 && (line < 0 || uncaught < line)) {
      return text.substring(uncaught + UNCAUGHT.length());
    }
    return text.startsWith(NEXT) ? text.substring(NEXT.length()) : text;
  }

  Thrown thrown() {
    Frame.Builder place = Frame.newBuilder();
    int in = text.lastIndexOf(" in ");
    boolean placed = in >= 0 && Locations.read(text.substring(in + 4), place);
    String rest = placed ? text.substring(0, in) : text;
    Thrown thrown = Heading.of(rest).map(Thrown::of).orElseGet(() -> new Thrown("", rest));
    return placed ? thrown.frame(place) : thrown;
  }

  /** {@code Undefined variable $x in F on line N}. */
  static Thrown error(String level, String text) {
    String type = level.substring(0, level.length() - 2);
    int on = text.lastIndexOf(" on line ");
    int in = on < 0 ? -1 : text.lastIndexOf(" in ", on);
    int end = on + 9;
    while (end < text.length() && FrameLines.isDigit(text.charAt(end))) {
      end++;
    }
    if (in < 0 || !FrameLines.isNumber(text, on + 9, end)) {
      return new Thrown(type, text);
    }
    Frame.Builder place = Frame.newBuilder().setFile(text.substring(in + 4, on));
    place.setLine(FrameLines.number(text, on + 9, end));
    return new Thrown(type, text.substring(0, in)).frame(place);
  }
}

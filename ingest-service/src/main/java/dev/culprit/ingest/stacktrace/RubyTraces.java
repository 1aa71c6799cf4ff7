package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ruby. The place of the raise and the message share the first line, with the class at its end;
 * causes follow the same way. Loggers print {@code Cls: message} and a plain backtrace; Ruby 2.5 to
 * 2.7 turned everything around and numbered it.
 */
final class RubyTraces implements TraceReader {
  @Override
  public boolean recognises(TraceLines lines, int index) {
    return isFrame(lines.at(index)) || RubyHeading.of(lines.at(index)) != null;
  }

  @Override
  public Optional<Thrown> read(TraceLines lines, String platform) {
    for (int i = 0; i < lines.size(); i++) {
      if (isNumbered(lines.at(i))) {
        return readReversed(lines);
      }
      if (RubyHeading.of(lines.at(i)) != null) {
        return readTopFirst(lines, i);
      }
      if (isFrame(lines.at(i))) {
        return readLogged(lines, i);
      }
    }
    return Optional.empty();
  }

  /** {@code from file:N:in 'm'} or without {@code from}. */
  private static boolean isFrame(String line) {
    String text = withoutFrom(line.strip());
    int in = RubyHeading.placeEnd(text);
    return in > 0
        && text.endsWith("'")
        && Locations.is(text.substring(0, in))
        && text.indexOf("': ", in) < 0;
  }

  private static String withoutFrom(String text) {
    return text.startsWith("from ") ? text.substring(5) : text;
  }

  private static boolean isFrom(TraceLines lines, int index) {
    String text = lines.at(index).strip();
    return (text.startsWith("from ") && Locations.is(place(text.substring(5)))) || levels(text) > 0;
  }

  private static String place(String text) {
    int in = RubyHeading.placeEnd(text);
    return in < 0 ? text : text.substring(0, in);
  }

  /** {@code ... 10068 levels...}. */
  private static int levels(String text) {
    int end = text.startsWith("... ") ? text.indexOf(" levels...") : -1;
    return end > 0 && FrameLines.isNumber(text, 4, end) ? FrameLines.number(text, 4, end) : 0;
  }

  private static Frame.Builder frame(String text) {
    return FrameLines.parse(withoutFrom(text.strip()), "ruby");
  }

  private static Optional<Thrown> readTopFirst(TraceLines lines, int start) {
    Thrown root = null;
    Thrown last = null;
    int i = start;
    while (i < lines.size()) {
      RubyHeading heading = RubyHeading.of(lines.at(i));
      if (heading == null) {
        i++;
        continue;
      }
      int to = i + 1;
      while (to < lines.size() && RubyHeading.of(lines.at(to)) == null) {
        to++;
      }
      Thrown thrown = block(lines, heading, i + 1, to);
      if (last == null) {
        root = thrown;
      } else {
        last.relative(Thrown.CAUSE, thrown);
      }
      last = thrown;
      i = to;
    }
    return Optional.ofNullable(root);
  }

  private static Thrown block(TraceLines lines, RubyHeading heading, int from, int to) {
    Block block = Block.find(lines, from, to, i -> isFrom(lines, i), i -> false);
    Thrown thrown = heading.thrown().message(lines, from, block.firstFrame());
    for (int i = block.firstFrame(); i < block.end(); i++) {
      String text = lines.at(i).strip();
      if (levels(text) > 0) {
        thrown.omit(levels(text));
      } else if (!text.isEmpty()) {
        thrown.frame(frame(text));
      }
    }
    return thrown;
  }

  private static Optional<Thrown> readLogged(TraceLines lines, int first) {
    Headings.Found found = Headings.find(lines, 0, first, RubyHeading::logged);
    Block block =
        Block.find(
            lines,
            found.line() + 1,
            lines.size(),
            i -> isFrame(lines.at(i)),
            i -> RubyHeading.logged(lines.at(i)).isPresent());
    Thrown thrown = Thrown.of(found.heading()).message(lines, found.line() + 1, block.firstFrame());
    for (int i = block.firstFrame(); i < block.end(); i++) {
      if (!lines.isBlank(i)) {
        thrown.frame(frame(lines.at(i)));
      }
    }
    return Optional.of(thrown);
  }

  /** {@code 6: from file:N:in 'm'}. */
  private static boolean isNumbered(String line) {
    String text = line.strip();
    int from = text.indexOf(": from ");
    return from > 0 && FrameLines.isNumber(text, 0, from);
  }

  /** The frames stand before their heading, the crash frame nearest to it; causes come first. */
  private static Optional<Thrown> readReversed(TraceLines lines) {
    Thrown outer = null;
    List<String> frames = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String text = lines.at(i).strip();
      RubyHeading heading = RubyHeading.of(lines.at(i));
      if (isNumbered(text)) {
        frames.add(text.substring(text.indexOf(": from ") + 7));
      } else if (heading != null) {
        outer = turned(heading.thrown(), frames, outer);
        frames.clear();
      } else if (outer != null && frames.isEmpty()) {
        outer.messageLine(lines.at(i));
      }
    }
    if (outer != null) {
      outer.endMessage();
    }
    return Optional.ofNullable(outer);
  }

  private static Thrown turned(Thrown thrown, List<String> frames, @Nullable Thrown cause) {
    for (int i = frames.size() - 1; i >= 0; i--) {
      thrown.frame(frame(frames.get(i)));
    }
    if (cause != null) {
      cause.endMessage();
      thrown.relative(Thrown.CAUSE, cause);
    }
    return thrown;
  }
}

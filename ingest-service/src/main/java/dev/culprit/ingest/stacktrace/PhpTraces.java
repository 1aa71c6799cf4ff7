package dev.culprit.ingest.stacktrace;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * PHP, also within what a web server logged of it. The heading ends with the place of the throw,
 * which is no frame in the list; the cause comes first and {@code Next} introduces the outer one.
 */
final class PhpTraces implements TraceReader {
  private static final String STACK = "Stack trace:";
  private static final String[] LEVELS = {
    "Fatal error: ",
    "Parse error: ",
    "Recoverable fatal error: ",
    "Warning: ",
    "Notice: ",
    "Deprecated: "
  };

  @Override
  public boolean recognises(TraceLines lines, int index) {
    String line = lines.at(index);
    String level = levelAt(line);
    return isFrame(line)
        || line.contains("PHP Fatal error: ")
        || line.contains("PHP message: ")
        || (level != null && line.startsWith(level) && line.contains(" on line "))
        || (level != null && line.startsWith("PHP "));
  }

  @Override
  public Optional<Thrown> read(TraceLines lines, String platform) {
    return new Reading(lines).read();
  }

  /** {@code #0 F(L): call} or {@code #1 [internal function]: call} or {@code #2 {main}}. */
  private static boolean isFrame(String line) {
    int space = line.startsWith("#") ? line.indexOf(' ') : -1;
    if (space < 0 || !FrameLines.isNumber(line, 1, space)) {
      return false;
    }
    return line.startsWith("{main}", space + 1)
        || line.startsWith("[internal function]: ", space + 1)
        || (line.indexOf("): ", space) > 0 && !line.startsWith("0x", space + 1));
  }

  private static @Nullable String levelAt(String line) {
    for (String level : LEVELS) {
      if (line.contains(level)) {
        return level;
      }
    }
    return null;
  }

  private static final class Reading {
    private final TraceLines lines;

    Reading(TraceLines lines) {
      this.lines = lines;
    }

    Optional<Thrown> read() {
      int stack = nextStack(0);
      if (stack == lines.size()) {
        return Optional.ofNullable(withoutStack());
      }
      Thrown outer = null;
      int from = start(stack);
      while (stack < lines.size()) {
        Thrown thrown = PhpHeading.read(lines, from, stack).thrown();
        int end = frames(thrown, stack + 1);
        if (outer != null) {
          thrown.relative(Thrown.CAUSE, outer);
        }
        outer = thrown;
        from = nextHeading(end);
        stack = from < 0 ? lines.size() : nextStack(from);
      }
      return Optional.ofNullable(outer);
    }

    private int nextStack(int from) {
      int i = from;
      while (i < lines.size() && !isStack(lines.at(i))) {
        i++;
      }
      return i;
    }

    private static boolean isStack(String line) {
      return line.equals(STACK) || line.endsWith("PHP message: " + STACK);
    }

    /** The heading is the first line that says so; else the first one. */
    private int start(int stack) {
      for (int i = 0; i < stack; i++) {
        if (lines.at(i).contains(PhpHeading.UNCAUGHT)) {
          return i;
        }
      }
      Headings.Found found = Headings.find(lines, 0, stack, Heading::telling);
      return Math.max(0, found.line());
    }

    private int frames(Thrown thrown, int from) {
      int i = from;
      while (i < lines.size() && isFrame(lines.at(i))) {
        thrown.frame(FrameLines.parse(lines.at(i), "php"));
        i++;
      }
      return i;
    }

    /** Behind at most a blank line; else another trace. */
    private int nextHeading(int from) {
      int i = from;
      while (i < lines.size() && lines.isBlank(i)) {
        i++;
      }
      return lines.at(i).startsWith(PhpHeading.NEXT) ? i : -1;
    }

    /** A backtrace alone, or an error that is no exception: it has a place but no frames. */
    private @Nullable Thrown withoutStack() {
      for (int i = 0; i < lines.size(); i++) {
        if (isFrame(lines.at(i))) {
          Thrown thrown = new Thrown("", "");
          frames(thrown, i);
          return thrown;
        }
      }
      for (int i = 0; i < lines.size(); i++) {
        String level = levelAt(lines.at(i));
        if (level != null) {
          int at = lines.at(i).indexOf(level) + level.length();
          return PhpHeading.error(level, lines.at(i).substring(at).strip());
        }
      }
      return null;
    }
  }
}

package dev.culprit.ingest.stacktrace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Java, Kotlin, Scala and their kin, as the JDK and as logback print them. {@code Caused by:} and
 * {@code Suppressed:} belong to the exception above that is indented as deep or less; {@code
 * Wrapped by:} turns the order around. Frames that are printed with the enclosing exception only
 * are put back. OpenTelemetry's client for PHP writes the same form.
 */
final class JavaTraces implements TraceReader {
  private static final String THREAD = "Exception in thread \"";

  @Override
  public boolean recognises(TraceLines lines, int index) {
    String line = lines.at(index);
    return AtLines.kind(line) == AtLines.Kind.JAVA
        || line.startsWith(THREAD)
        || (leftOut(line) >= 0 && isCommon(line));
  }

  @Override
  public Optional<Thrown> read(TraceLines lines, String platform) {
    return new Reading(lines, platform).read();
  }

  /** Frames are indented or complete: message lines begin with "at", too. */
  private static boolean isFrame(TraceLines lines, int index) {
    String line = lines.at(index);
    if (leftOut(line) >= 0) {
      return true;
    }
    int indent = TraceLines.indent(line);
    return line.startsWith("at ", indent)
        && ((indent > 0 && line.indexOf('(') > 0) || AtLines.kind(line) == AtLines.Kind.JAVA);
  }

  /**
   * {@code ... 3 more}, {@code ... 3 common frames omitted}, {@code ... 3 frames excluded}; else
   * -1.
   */
  private static int leftOut(String line) {
    int indent = TraceLines.indent(line);
    if (indent == 0 || !line.startsWith("... ", indent)) {
      return -1;
    }
    int start = indent + 4;
    int end = line.indexOf(' ', start);
    return end > 0 && FrameLines.isNumber(line, start, end)
        ? FrameLines.number(line, start, end)
        : -1;
  }

  private static boolean isCommon(String line) {
    return line.endsWith(" more") || line.contains(" common frames");
  }

  private static boolean isHeading(TraceLines lines, int index) {
    String line = lines.at(index);
    return line.startsWith(THREAD)
        || (TraceLines.indent(line) == 0 && Heading.telling(line).isPresent());
  }

  /** A line that begins the next exception of the same trace. */
  private record Link(String word, int indent, String rest) {
    private static final String[] WORDS = {"Caused by: ", "Suppressed: ", "Wrapped by: "};

    static @Nullable Link of(String line) {
      int indent = TraceLines.indent(line);
      for (String word : WORDS) {
        if (line.startsWith(word, indent)) {
          String rest = line.substring(indent + word.length()).strip();
          boolean real = rest.startsWith("[CIRCULAR REFERENCE") || Heading.of(rest).isPresent();
          return real ? new Link(word, indent, rest) : null;
        }
      }
      return null;
    }
  }

  /** An exception that may get relatives, with how deep its heading is indented. */
  private record Level(int indent, Thrown thrown, @Nullable Thrown parent) {}

  private static final class Reading {
    private final TraceLines lines;
    private final String platform;
    private final Deque<Level> open = new ArrayDeque<>();
    private Thrown root = new Thrown("", "");
    private boolean ended;

    Reading(TraceLines lines, String platform) {
      this.lines = lines;
      this.platform = platform;
    }

    Optional<Thrown> read() {
      int first = 0;
      while (first < lines.size() && !isFrame(lines, first) && Link.of(lines.at(first)) == null) {
        first++;
      }
      Headings.Found found = heading(first);
      if (first == lines.size() && !found.heading().isTelling()) {
        return Optional.empty();
      }
      root = thrown(found.heading());
      thread(lines.at(found.line()));
      open.push(new Level(Math.max(0, lines.indent(found.line())), root, null));
      int next = block(root, found.line() + 1);
      while (next < lines.size() && !ended) {
        Link link = Link.of(lines.at(next));
        next = link == null ? next + 1 : block(attach(link), next + 1);
      }
      return Optional.of(root);
    }

    /** PHP's names come with dots for backslashes. */
    private Thrown thrown(Heading heading) {
      return platform.equals("php")
          ? new Thrown(heading.type().replace('.', '\\'), heading.message())
          : Thrown.of(heading);
    }

    private Headings.Found heading(int first) {
      for (int i = 0; i < first; i++) {
        if (lines.at(i).startsWith(THREAD)) {
          return new Headings.Found(i, Heading.of(afterThread(lines.at(i))).orElse(message(i)));
        }
      }
      return Headings.find(lines, 0, first, Heading::telling);
    }

    private Heading message(int index) {
      return new Heading("", afterThread(lines.at(index)));
    }

    private static String afterThread(String line) {
      int quote = line.indexOf("\" ", THREAD.length());
      return quote < 0 ? "" : line.substring(quote + 2).strip();
    }

    private void thread(String line) {
      int quote = line.startsWith(THREAD) ? line.indexOf("\" ", THREAD.length()) : -1;
      if (quote >= 0) {
        root.thread(line.substring(THREAD.length(), quote));
      }
    }

    private Thrown attach(Link link) {
      if (link.rest().startsWith("[CIRCULAR REFERENCE")) {
        return new Thrown("", "");
      }
      Thrown thrown = thrown(Heading.of(link.rest()).orElseThrow());
      boolean suppressed = link.word().startsWith("Suppressed");
      while (open.size() > 1 && isDone(open.element(), link.indent(), suppressed)) {
        open.pop();
      }
      Level above = open.element();
      if (suppressed) {
        above.thrown().relative(Thrown.SUPPRESSED, thrown);
        open.push(new Level(link.indent(), thrown, above.thrown()));
      } else if (link.word().startsWith("Caused")) {
        above.thrown().relative(Thrown.CAUSE, thrown);
        open.pop();
        open.push(new Level(above.indent(), thrown, above.parent()));
      } else {
        wrap(above, thrown);
      }
      return thrown;
    }

    private static boolean isDone(Level level, int indent, boolean suppressed) {
      return suppressed ? level.indent() >= indent : level.indent() > indent;
    }

    /** The one read before is the cause of this one, which takes its place. */
    private void wrap(Level inner, Thrown outer) {
      outer.relative(Thrown.CAUSE, inner.thrown());
      if (inner.parent() == null) {
        root = outer;
      } else {
        inner.parent().replace(inner.thrown(), outer);
      }
      open.pop();
      open.push(new Level(inner.indent(), outer, inner.parent()));
    }

    /** Reads message and frames of an exception; returns where to go on. */
    private int block(Thrown thrown, int from) {
      int to = from;
      while (to < lines.size() && Link.of(lines.at(to)) == null) {
        to++;
      }
      Block block = Block.find(lines, from, to, i -> isFrame(lines, i), i -> isHeading(lines, i));
      int first = block.firstFrame();
      if (DoubtfulJavaFrames.follow(lines, from, first)) {
        first = DoubtfulJavaFrames.skip(lines, first, block.end());
      }
      thrown.message(lines, from, first);
      for (int i = first; i < block.end(); i++) {
        frame(thrown, lines.at(i));
      }
      ended = block.another();
      return to;
    }

    private void frame(Thrown thrown, String line) {
      int count = leftOut(line);
      if (count >= 0 && isCommon(line)) {
        thrown.sharesWithParent(count);
      } else if (count >= 0) {
        thrown.omit(count);
      } else if (!line.isBlank()) {
        thrown.frame(FrameLines.parse(line, platform));
      }
    }
  }
}

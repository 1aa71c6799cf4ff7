package dev.culprit.ingest.stacktrace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * .NET and Mono. Inner exceptions are announced by {@code --->} behind or below the outer heading,
 * and their frames stand before the outer one's; a dashed line ends them.
 */
final class DotNetTraces implements TraceReader {
  private static final String ARROW = "---> ";
  private static final String MEMBER = "(Inner Exception #";
  private static final String[] BEFORE = {
    "Unhandled exception. ", "Unhandled Exception: ", "[ERROR] FATAL UNHANDLED EXCEPTION: "
  };

  @Override
  public boolean recognises(TraceLines lines, int index) {
    return isTelling(lines, index);
  }

  @Override
  public Optional<Thrown> read(TraceLines lines, String platform) {
    return new Reading(lines).read();
  }

  private static boolean isTelling(TraceLines lines, int index) {
    return AtLines.kind(withoutEnd(lines.at(index))) == AtLines.Kind.DOTNET;
  }

  /** Among frames, {@code at lambda_method(Closure , Object )} is one, too. */
  private static boolean isFrame(TraceLines lines, int index) {
    String line = lines.at(index);
    int indent = TraceLines.indent(line);
    boolean call = indent > 0 && line.startsWith("at ", indent) && line.indexOf('(') > 0;
    return call || isTelling(lines, index);
  }

  /** The last frame of an aggregate's member is followed by {@code <---}. */
  private static String withoutEnd(String line) {
    return line.endsWith("<---") ? line.substring(0, line.length() - 4) : line;
  }

  private static boolean isDashes(String line) {
    return line.startsWith("--- End of ", TraceLines.indent(line));
  }

  private static boolean isArrow(String line) {
    return line.startsWith(ARROW, TraceLines.indent(line));
  }

  private static boolean isMember(String line) {
    return line.startsWith(ARROW + MEMBER, TraceLines.indent(line));
  }

  private static Optional<Heading> heading(String line) {
    String text = line;
    for (String before : BEFORE) {
      text = text.startsWith(before) ? text.substring(before.length()) : text;
    }
    int arrow = text.indexOf(" " + ARROW);
    return Heading.telling(arrow < 0 ? text : text.substring(0, arrow));
  }

  private static final class Reading {
    private final TraceLines lines;
    private final Deque<Thrown> open = new ArrayDeque<>();
    private final Thrown root;
    private final Headings.Found found;
    private boolean ended;

    Reading(TraceLines lines) {
      this.lines = lines;
      int first = 0;
      while (first < lines.size() && !isFrame(lines, first) && !isArrow(lines.at(first))) {
        first++;
      }
      found = Headings.find(lines, 0, first, DotNetTraces::heading);
      root = new Thrown(found.heading().type(), outerMessage(found.heading()));
    }

    Optional<Thrown> read() {
      boolean frames = false;
      for (int i = 0; i < lines.size() && !frames; i++) {
        frames = isFrame(lines, i);
      }
      if (!frames && !found.heading().isTelling()) {
        return Optional.empty();
      }
      open.push(root);
      inline(lines.at(found.line()));
      int next = block(found.line() + 1);
      while (next < lines.size() && !ended) {
        next = link(lines.at(next), next);
      }
      return Optional.of(root);
    }

    /** {@code Outer: m ---> Inner: m ---> Innermost: m}, as Mono and the old framework print. */
    private void inline(String line) {
      int arrow = line.indexOf(" " + ARROW);
      while (arrow >= 0) {
        int next = line.indexOf(" " + ARROW, arrow + 1);
        String text = line.substring(arrow + 6, next < 0 ? line.length() : next);
        Heading.telling(text).ifPresent(heading -> inner(heading, Thrown.CAUSE));
        arrow = next;
      }
    }

    private static String outerMessage(Heading heading) {
      int arrow = heading.message().indexOf(" " + ARROW);
      return arrow < 0 ? heading.message() : heading.message().substring(0, arrow);
    }

    private int link(String line, int index) {
      if (isArrow(line)) {
        arrow(line.substring(TraceLines.indent(line) + ARROW.length()));
        inline(line.substring(TraceLines.indent(line) + ARROW.length()));
      } else if (line.contains("End of inner exception") && open.size() > 1) {
        open.pop();
      }
      return block(index + 1);
    }

    private void arrow(String text) {
      int close = text.startsWith(MEMBER) ? text.indexOf(')') : -1;
      boolean member = close > 0 && FrameLines.isNumber(text, MEMBER.length(), close);
      Optional<Heading> heading = Heading.of(member ? text.substring(close + 1).strip() : text);
      if (heading.isEmpty()) {
        return;
      }
      Heading plain = new Heading(heading.get().type(), outerMessage(heading.get()));
      if (member) {
        member(plain, FrameLines.number(text, MEMBER.length(), close));
      } else {
        inner(plain, Thrown.CAUSE);
      }
    }

    /**
     * The first member was printed as the inner exception already; the old framework repeats it.
     */
    private void member(Heading heading, int number) {
      Thrown group = open.element();
      group.group();
      group.causeIsCalled("errors[0]");
      if (number == 0 && !group.relatives().isEmpty()) {
        open.push(Thrown.of(heading));
      } else {
        inner(heading, "errors[" + number + "]");
      }
    }

    private void inner(Heading heading, String source) {
      Thrown thrown = Thrown.of(heading);
      open.element().relative(source, thrown);
      open.push(thrown);
    }

    /** Message and frames of the exception that is open innermost, up to the next link. */
    private int block(int from) {
      int to = from;
      while (to < lines.size() && !isArrow(lines.at(to)) && !isDashes(lines.at(to))) {
        to++;
      }
      Block block =
          Block.find(
              lines,
              from,
              to,
              i -> isFrame(lines, i),
              i -> heading(lines.at(i).strip()).isPresent());
      Thrown thrown = open.element();
      boolean fresh = !thrown.hasFrames() && !isDashes(lines.at(from - 1));
      if (fresh && isArrow(lines.at(to)) && !isMember(lines.at(to))) {
        // Frames come after those of the inner exception: all before it is message.
        thrown.message(lines, from, to);
        return to;
      }
      if (fresh) {
        thrown.message(lines, from, block.firstFrame());
      } else if (startsAnother(from, block.firstFrame())) {
        ended = true;
        return to;
      }
      for (int i = block.firstFrame(); i < block.end(); i++) {
        frame(thrown, lines.at(i));
      }
      ended |= block.another();
      return to;
    }

    /** Mono prints the whole trace again. */
    private boolean startsAnother(int from, int to) {
      for (int i = from; i < to; i++) {
        if (heading(lines.at(i).strip()).isPresent()) {
          return true;
        }
      }
      return false;
    }

    private void frame(Thrown thrown, String line) {
      if (line.isBlank()) {
        return;
      }
      thrown.frame(FrameLines.parse(withoutEnd(line), "csharp"));
      if (line.endsWith("<---") && open.size() > 1) {
        open.pop();
      }
    }
  }
}

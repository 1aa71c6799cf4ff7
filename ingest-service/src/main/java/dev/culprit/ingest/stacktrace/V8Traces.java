package dev.culprit.ingest.stacktrace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Node, Deno and Chromium: what {@code error.stack} holds, what Node prints for an uncaught error,
 * and what its {@code util.inspect} prints, with causes and the errors of an aggregate as indented
 * properties.
 */
final class V8Traces implements TraceReader {
  @Override
  public boolean recognises(TraceLines lines, int index) {
    return isTelling(lines, index) || lines.at(index).startsWith("[AggregateError");
  }

  @Override
  public Optional<Thrown> read(TraceLines lines, String platform) {
    return new Reading(lines, platform).read();
  }

  private static boolean isTelling(TraceLines lines, int index) {
    String line = lines.at(index);
    return AtLines.kind(V8Heading.withoutEnd(line)) == AtLines.Kind.V8 || linesOfCause(line) >= 0;
  }

  /** Deep within, "at" alone is enough: not every call has a place. */
  private static boolean isFrame(TraceLines lines, int index) {
    String line = lines.at(index);
    int indent = TraceLines.indent(line);
    return (indent >= 4 && line.startsWith("at ", indent)) || isTelling(lines, index);
  }

  /** Bluebird goes on with where the promise was made. */
  private static boolean startsAnother(TraceLines lines, int index) {
    String line = lines.at(index);
    return line.strip().equals("From previous event:")
        || (TraceLines.indent(line) == 0 && Heading.telling(line).isPresent());
  }

  /** {@code ... 5 lines matching cause stack trace ...}; else -1. */
  private static int linesOfCause(String line) {
    int start = TraceLines.indent(line) + 4;
    int end = line.indexOf(" lines matching cause stack trace", start);
    return end > 0 && line.startsWith("... ", start - 4) && FrameLines.isNumber(line, start, end)
        ? FrameLines.number(line, start, end)
        : -1;
  }

  /** An error whose properties may follow, and how many members its list has had so far. */
  private static final class Level {
    final int indent;
    final Thrown thrown;
    int listIndent = -1;
    int members;

    Level(int indent, Thrown thrown) {
      this.indent = indent;
      this.thrown = thrown;
    }
  }

  private static final class Reading {
    private final TraceLines lines;
    private final String platform;
    private final Deque<Level> open = new ArrayDeque<>();
    private boolean ended;

    Reading(TraceLines lines, String platform) {
      this.lines = lines;
      this.platform = platform;
    }

    Optional<Thrown> read() {
      int from = afterSource();
      int first = from;
      while (first < lines.size() && !isFrame(lines, first)) {
        first++;
      }
      Headings.Found found = Headings.find(lines, from, first, V8Heading::of);
      if (first == lines.size() && !found.heading().isTelling()) {
        return Optional.empty();
      }
      Thrown root = Thrown.of(found.heading());
      open.push(new Level(Math.max(0, lines.indent(found.line())), root));
      int next = block(root, found.line(), lines.at(found.line()).strip());
      while (next < lines.size() && !ended) {
        next = property(next);
      }
      return Optional.of(root);
    }

    /** Node prints the place, the source line and a caret before an uncaught error. */
    private int afterSource() {
      for (int i = 1; i < Math.min(lines.size(), 12); i++) {
        String line = lines.at(i).strip();
        if (!line.isEmpty() && line.chars().allMatch(c -> c == '^' || c == '~')) {
          return i + 1;
        }
      }
      return 0;
    }

    private int property(int index) {
      String text = lines.at(index).strip();
      int indent = lines.indent(index);
      int key = text.indexOf(": ");
      String name = key < 0 ? "" : text.substring(0, key);
      if (name.equals("Caused by")) {
        return relative(Thrown.CAUSE, text.substring(key + 2), index, open.element().indent);
      }
      while (open.size() > 1 && open.element().indent >= indent) {
        open.pop();
      }
      Level level = open.element();
      if (name.equals("[errors]") || name.equals("errors")) {
        level.listIndent = indent + 2;
        level.thrown.group();
        return index + 1;
      }
      if (name.equals("[cause]") || name.equals("cause")) {
        return relative(Thrown.CAUSE, text.substring(key + 2), index, indent);
      }
      if (name.equals("[error]") || name.equals("[suppressed]")) {
        return relative(
            name.substring(1, name.length() - 1), text.substring(key + 2), index, indent);
      }
      if (level.listIndent == indent && beginsMember(index)) {
        return relative("errors[" + level.members++ + "]", text, index, indent);
      }
      return index + 1;
    }

    private boolean beginsMember(int index) {
      String before = lines.at(index - 1);
      String line = lines.at(index).strip();
      return (before.endsWith(",") || before.endsWith("["))
          && !line.isEmpty()
          && !line.startsWith("]")
          && !line.startsWith("}");
    }

    private int relative(String source, String text, int index, int indent) {
      Optional<Heading> heading = V8Heading.of(text);
      if (heading.isEmpty()) {
        return index + 1;
      }
      Thrown thrown = Thrown.of(heading.get());
      open.element().thrown.relative(source, thrown);
      open.push(new Level(indent, thrown));
      return block(thrown, index, text);
    }

    /** Reads what follows a heading; the block ends where properties or the next member begin. */
    private int block(Thrown thrown, int line, String heading) {
      int from = line + 1;
      if (V8Heading.isBracketed(heading)) {
        return from;
      }
      int to = from;
      while (to < lines.size() && !isProperty(lines.at(to).strip())) {
        to++;
        if (V8Heading.opensOrEnds(lines.at(to - 1)) && isFrame(lines, to - 1)) {
          break;
        }
      }
      Block block =
          Block.find(lines, from, to, i -> isFrame(lines, i), i -> startsAnother(lines, i));
      if (block.end() > block.firstFrame() || to == lines.size()) {
        thrown.message(lines, from, messageEnd(block, from), lines.indent(line));
      }
      for (int i = block.firstFrame(); i < block.end(); i++) {
        frame(thrown, lines.at(i));
      }
      ended = block.another();
      return to;
    }

    /** Without frames only the lines up to the first blank one are message. */
    private int messageEnd(Block block, int from) {
      if (block.end() > block.firstFrame()) {
        return block.firstFrame();
      }
      int end = from;
      while (end < block.firstFrame() && !lines.isBlank(end) && !lines.at(end).startsWith("}")) {
        end++;
      }
      return end;
    }

    private static boolean isProperty(String text) {
      return text.startsWith("[cause]: ")
          || text.startsWith("[errors]: [")
          || text.startsWith("[error]: ")
          || text.startsWith("[suppressed]: ")
          || (text.startsWith("Caused by: ") && V8Heading.of(text.substring(11)).isPresent());
    }

    private void frame(Thrown thrown, String line) {
      int shared = linesOfCause(line);
      if (shared >= 0) {
        thrown.sharesWithCause(shared);
      } else if (!line.isBlank()) {
        thrown.frame(FrameLines.parse(V8Heading.withoutEnd(line), platform));
      }
    }
  }
}

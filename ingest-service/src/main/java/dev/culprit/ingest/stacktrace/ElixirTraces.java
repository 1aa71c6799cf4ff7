package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Elixir: {@code ** (Cls) message} with its frames four columns further right, also below what the
 * logger says of a task or process that ended. The reason of an exit stands below it, indented.
 */
final class ElixirTraces implements TraceReader {
  private static final String STARS = "** (";

  @Override
  public boolean recognises(TraceLines lines, int index) {
    String line = lines.at(index);
    return Head.of(line) != null || (line.startsWith("    (") && isFrame(line));
  }

  @Override
  public Optional<Thrown> read(TraceLines lines, String platform) {
    return new Reading(lines).read();
  }

  /** {@code (app v) F:N: Mod.fn/arity} or {@code F:N: Mod.fn/arity}. */
  private static boolean isFrame(String line) {
    if (TraceLines.indent(line) < 4) {
      return false;
    }
    String text = line.strip();
    boolean library = text.startsWith("(") && text.indexOf(") ") > 0;
    int from = library ? text.indexOf(") ") + 2 : 0;
    int end = text.indexOf(": ", from);
    return end > 0
        ? Locations.is(text.substring(from, end)) && text.indexOf(' ', from) == end + 1
        : library && text.lastIndexOf('/') > from && text.indexOf('.', from) > 0;
  }

  /** {@code Mod.fn(args)}: where a function is missing there is no file. */
  private static boolean isMissing(String line) {
    String text = line.strip();
    int open = text.indexOf('(');
    boolean call = open > 0 && text.endsWith(")") && text.lastIndexOf('.', open) > 0;
    return call
        && TraceLines.indent(line) >= 4
        && text.lastIndexOf(' ', open) < 0
        && (Character.isUpperCase(text.charAt(0)) || text.charAt(0) == ':');
  }

  /** What the logger says of a process below its trace; the frames of its client may follow. */
  private static boolean isReport(String line) {
    return line.startsWith("Last message")
        || line.startsWith("State: ")
        || line.startsWith("Client ")
        || line.startsWith("Function: ")
        || line.startsWith("Initial Call: ");
  }

  private record Head(int indent, String type, String message) {
    static @Nullable Head of(String line) {
      int indent = TraceLines.indent(line);
      int close = line.startsWith(STARS, indent) ? line.indexOf(')', indent) : -1;
      if (close < 0) {
        return null;
      }
      String type = line.substring(indent + STARS.length(), close);
      return new Head(indent, type, line.substring(close + 1).strip());
    }

    /** {@code ** (EXIT from #PID<0.96.0>) an exception was raised:} only leads to the next. */
    boolean isBridge() {
      return type.startsWith("EXIT");
    }
  }

  private record Level(int indent, Thrown thrown) {}

  private static final class Reading {
    private final TraceLines lines;
    private final Deque<Level> open = new ArrayDeque<>();
    private @Nullable Thrown root;

    Reading(TraceLines lines) {
      this.lines = lines;
    }

    Optional<Thrown> read() {
      int next = 0;
      while (next < lines.size() && Head.of(lines.at(next)) == null) {
        next++;
      }
      if (next == lines.size()) {
        return framesAlone();
      }
      while (next < lines.size()) {
        Head head = Head.of(lines.at(next));
        if (head != null && root != null && head.indent() <= rootIndent()) {
          break;
        }
        if (head == null || (head.isBridge() && leadsOn(next, head))) {
          next++;
        } else {
          next = block(attach(head), head, next + 1);
        }
      }
      return Optional.ofNullable(root);
    }

    private int rootIndent() {
      return open.isEmpty() ? 0 : open.getLast().indent();
    }

    private boolean leadsOn(int index, Head head) {
      Head following = Head.of(lines.at(index + 1));
      return following != null && following.indent() > head.indent();
    }

    private Thrown attach(Head head) {
      Thrown thrown = new Thrown(head.type(), head.message());
      while (open.size() > 1 && open.element().indent() >= head.indent()) {
        open.pop();
      }
      if (root == null) {
        root = thrown;
      } else {
        open.element().thrown().relative(Thrown.CAUSE, thrown);
      }
      open.push(new Level(head.indent(), thrown));
      return thrown;
    }

    private int block(Thrown thrown, Head head, int from) {
      int to = from;
      while (to < lines.size() && Head.of(lines.at(to)) == null) {
        to++;
      }
      Block block =
          Block.find(lines, from, to, i -> isFrame(lines.at(i)), i -> isReport(lines.at(i)));
      int first = block.firstFrame();
      boolean missing = first > from && first < block.end() && isMissing(lines.at(first - 1));
      int messageEnd = missing ? first - 1 : first;
      boolean framed = block.end() > first;
      thrown.message(lines, from, framed ? messageEnd : paragraphEnd(from, to));
      if (missing) {
        thrown.frame(missing(lines.at(first - 1).strip()));
      }
      for (int i = first; i < block.end(); i++) {
        frame(thrown, head, i);
      }
      return to;
    }

    private int paragraphEnd(int from, int to) {
      int end = from;
      while (end < to && !lines.isBlank(end)) {
        end++;
      }
      return end;
    }

    /** Frames that stand further left than this exception's belong to the one around it. */
    private void frame(Thrown thrown, Head head, int index) {
      if (lines.isBlank(index)) {
        return;
      }
      Thrown owner = thrown;
      if (lines.indent(index) <= head.indent()) {
        for (Level level : open) {
          owner = level.thrown();
          if (level.indent() < lines.indent(index)) {
            break;
          }
        }
      }
      owner.frame(FrameLines.parse(lines.at(index), "elixir"));
    }

    private static Frame.Builder missing(String call) {
      Frame.Builder frame = Frame.newBuilder().setFunction(call.substring(0, call.indexOf('(')));
      FunctionNames.split(frame, "elixir");
      return frame;
    }

    /** {@code Exception.format_stacktrace} prints no heading. */
    private Optional<Thrown> framesAlone() {
      Thrown thrown = new Thrown("", "");
      for (int i = 0; i < lines.size(); i++) {
        if (isFrame(lines.at(i))) {
          thrown.frame(FrameLines.parse(lines.at(i), "elixir"));
        }
      }
      return thrown.hasFrames() ? Optional.of(thrown) : Optional.empty();
    }
  }
}

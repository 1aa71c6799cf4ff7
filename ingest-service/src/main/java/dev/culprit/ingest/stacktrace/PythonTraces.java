package dev.culprit.ingest.stacktrace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Python: crash frame last, the outermost exception last, and the members of exception groups
 * behind margins of {@code |} that grow to the right.
 */
final class PythonTraces implements TraceReader {
  private static final String HEAD = "Traceback (most recent call last):";
  private static final String GROUP = "+ Exception Group Traceback (most recent call last):";
  private static final String DIRECT =
      "The above exception was the direct cause of the following exception:";
  private static final String DURING =
      "During handling of the above exception, another exception occurred:";
  private static final String THREAD = "Exception in thread ";

  @Override
  public boolean recognises(TraceLines lines, int index) {
    String line = lines.at(index);
    return isFrame(line)
        || line.strip().equals(GROUP)
        || (line.equals(HEAD) && !lines.at(index + 1).contains(": from "));
  }

  @Override
  public Optional<Thrown> read(TraceLines lines, String platform) {
    return new Reading(lines).read();
  }

  private static boolean isFrame(String line) {
    return line.startsWith("  File \"") && line.contains("\", line ");
  }

  /** A chain of exceptions at one margin, and what of its newest one was read last. */
  private static final class Level {
    final int margin;
    final int member;
    @Nullable Thrown newest;
    PythonBlock block = new PythonBlock();

    Level(int margin, int member) {
      this.margin = margin;
      this.member = member;
    }

    /** The exception before is the cause of the one whose block ends here. */
    void endBlock() {
      Thrown thrown = block.end();
      if (thrown != null) {
        if (newest != null) {
          thrown.relative(Thrown.CAUSE, newest);
        }
        newest = thrown;
      }
      block = new PythonBlock();
    }
  }

  private static final class Reading {
    private final TraceLines lines;
    private final Deque<Level> open = new ArrayDeque<>();
    private String thread = "";
    private boolean grouped;
    private boolean ended;

    Reading(TraceLines lines) {
      this.lines = lines;
      open.push(new Level(0, -1));
    }

    Optional<Thrown> read() {
      for (int i = 0; i < lines.size() && !ended; i++) {
        line(lines.at(i), i);
      }
      while (open.size() > 1) {
        close();
      }
      Level level = open.element();
      level.endBlock();
      if (level.newest != null) {
        level.newest.thread(thread);
      }
      return Optional.ofNullable(level.newest);
    }

    private void line(String line, int index) {
      int indent = TraceLines.indent(line);
      if (line.startsWith(GROUP, indent)) {
        grouped = true;
        content(HEAD, index);
        return;
      }
      if (grouped && isMark(line, indent)) {
        mark(line);
        return;
      }
      boolean margin = grouped && line.startsWith("|", indent) && indent > 0;
      if (margin || isLink(line)) {
        closeBeyond(margin ? indent : 0);
      }
      content(margin ? line.substring(Math.min(indent + 2, line.length())) : line, index);
    }

    /** The last list within a list has but one end mark for both. */
    private void closeBeyond(int margin) {
      while (open.size() > 1 && open.element().margin > margin) {
        close();
      }
    }

    /** {@code +-+------ 1 ------} and {@code +------ 2 ------}. */
    private static boolean isMark(String line, int indent) {
      return line.startsWith("+-+--", indent) || line.startsWith("+-----", indent);
    }

    private void mark(String line) {
      int margin = line.indexOf("+-+") >= 0 ? line.indexOf("+-+") + 2 : line.indexOf('+');
      while (open.size() > 1 && open.element().margin >= margin) {
        close();
      }
      int member = memberOf(line);
      if (member >= 0) {
        open.element().block.complete();
        open.push(new Level(margin, member));
      }
    }

    /** The number between the dashes, from 0; -1 at the end of a list and for its dots. */
    private static int memberOf(String line) {
      int space = line.indexOf("- ");
      int end = space < 0 ? -1 : line.indexOf(' ', space + 2);
      boolean number = end > 0 && FrameLines.isNumber(line, space + 2, end);
      return number ? FrameLines.number(line, space + 2, end) - 1 : -1;
    }

    private void close() {
      Level member = open.pop();
      member.endBlock();
      Thrown group = open.element().block.thrown();
      if (member.newest != null && group != null) {
        group.group();
        group.relative("errors[" + member.member + "]", member.newest);
      }
    }

    private void content(String line, int index) {
      Level level = open.element();
      if (line.equals(HEAD)) {
        head(level, line, index);
      } else if (isLink(line.strip())) {
        level.endBlock();
        level.block.linked();
      } else if (line.startsWith(THREAD) && level.block.isUntouched()) {
        thread = line.substring(THREAD.length(), line.length() - (line.endsWith(":") ? 1 : 0));
      } else {
        level.block.line(line, open.size() > 1);
      }
    }

    private static boolean isLink(String text) {
      return text.equals(DIRECT) || text.equals(DURING);
    }

    /** Without a link before it, a further traceback is a trace of its own, or message. */
    private void head(Level level, String line, int index) {
      if (level.block.isUntouched() || level.block.isLinked()) {
        level.block.begin();
      } else if (lines.at(index + 1).contains("  File \"")) {
        ended = true;
      } else {
        level.block.line(line, true);
      }
    }
  }
}

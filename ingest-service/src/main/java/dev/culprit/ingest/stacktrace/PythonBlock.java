package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One traceback of Python with the exception it ends in: frames, then the heading, then message.
 */
final class PythonBlock {
  private static final String REPEATED = "[Previous line repeated ";

  private final List<Frame.Builder> frames = new ArrayList<>();
  private @Nullable Thrown thrown;
  private boolean begun;
  private boolean linked;
  private boolean complete;
  private int omitted;

  boolean isUntouched() {
    return !begun && frames.isEmpty() && thrown == null;
  }

  /** A sentence before it said that it follows on the exception before. */
  void linked() {
    linked = true;
  }

  boolean isLinked() {
    return linked && thrown == null && frames.isEmpty();
  }

  void begin() {
    begun = true;
  }

  /** What follows belongs to the members of the group. */
  void complete() {
    complete = true;
  }

  @Nullable Thrown thrown() {
    return thrown;
  }

  /** Takes one more line; a heading needs no traceback before it where it can be nothing else. */
  void line(String line, boolean headingAlone) {
    if (complete) {
      return;
    }
    if (thrown != null) {
      thrown.messageLine(line);
    } else if (line.startsWith("  File \"")) {
      begun = true;
      frames.add(FrameLines.parse(line, "python"));
    } else if (line.startsWith("  ") || line.isBlank()) {
      detail(line);
    } else if (begun || headingAlone) {
      thrown = heading(line);
    }
  }

  private static Thrown heading(String line) {
    return Thrown.of(Heading.of(line).orElse(new Heading("", line)));
  }

  /** The source line below a frame, its marks, or how often the frame repeats. */
  private void detail(String line) {
    if (frames.isEmpty()) {
      return;
    }
    Frame.Builder last = frames.get(frames.size() - 1);
    String text = line.strip();
    if (text.startsWith(REPEATED)) {
      repeat(text, last);
    } else if (last.getContextLine().isEmpty() && line.startsWith("    ")) {
      last.setContextLine(text);
    }
  }

  private void repeat(String text, Frame.Builder last) {
    int end = text.indexOf(' ', REPEATED.length());
    if (end < 0 || !FrameLines.isNumber(text, REPEATED.length(), end)) {
      return;
    }
    int times = FrameLines.number(text, REPEATED.length(), end);
    int shown = Math.max(0, Math.min(times, ExceptionTree.MOST_FRAMES - frames.size()));
    for (int i = 0; i < shown; i++) {
      frames.add(last);
    }
    omitted += times - shown;
  }

  /** The exception of the block, crash frame first; null when there is none. */
  @Nullable Thrown end() {
    if (thrown == null && frames.isEmpty()) {
      return null;
    }
    Thrown out = thrown == null ? new Thrown("", "") : thrown;
    for (int i = frames.size() - 1; i >= 0; i--) {
      out.frame(frames.get(i));
    }
    out.omit(omitted);
    out.endMessage();
    return out;
  }
}

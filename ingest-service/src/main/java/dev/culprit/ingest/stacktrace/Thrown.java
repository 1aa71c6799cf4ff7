package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.Mechanism;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One exception as it is being read, with those that hang on it. */
final class Thrown {
  static final String CAUSE = "cause";
  static final String SUPPRESSED = "suppressed";

  /** An exception that hangs on another, and how. */
  record Relative(String source, Thrown thrown) {}

  private final String type;
  private final StringBuilder message;
  private final List<Frame> frames = new ArrayList<>();
  private final List<Relative> relatives = new ArrayList<>();
  private String thread = "";
  private boolean group;
  private int omitted;
  private int shared;
  private int elidedAt;
  private int elided;

  Thrown(String type, String message) {
    this.type = type;
    this.message = new StringBuilder(message);
  }

  static Thrown of(Heading heading) {
    return new Thrown(heading.type(), heading.message());
  }

  /** Adds lines to the message; blank ones at its end do not count. */
  Thrown message(TraceLines lines, int from, int to) {
    return message(lines, from, to, 0);
  }

  /** The same for a message that was indented as a whole. */
  Thrown message(TraceLines lines, int from, int to, int indent) {
    int end = to;
    while (end > from && lines.isBlank(end - 1)) {
      end--;
    }
    for (int i = from; i < end; i++) {
      messageLine(lines.at(i).substring(Math.min(indent, lines.indent(i))));
    }
    return this;
  }

  Thrown messageLine(String line) {
    if (message.length() > 0) {
      message.append('\n');
    }
    message.append(line);
    return this;
  }

  /** Cuts blanks off the end of the message. */
  void endMessage() {
    int end = message.length();
    while (end > 0 && Character.isWhitespace(message.charAt(end - 1))) {
      end--;
    }
    message.setLength(end);
  }

  /** Adds a frame, which is judged to be the application's own or not unless it has been. */
  Thrown frame(Frame.Builder frame) {
    if (!frame.hasInApp()) {
      frame.setInApp(InAppRules.isInApp(frame));
    }
    frames.add(frame.build());
    return this;
  }

  List<Frame> frames() {
    return frames;
  }

  boolean hasFrames() {
    return !frames.isEmpty();
  }

  void dropFirst(int count) {
    frames.subList(0, Math.min(count, frames.size())).clear();
  }

  void crashFrameWasLast() {
    Collections.reverse(frames);
  }

  void relative(String source, Thrown thrown) {
    relatives.add(new Relative(source, thrown));
  }

  void replace(Thrown old, Thrown now) {
    relatives.replaceAll(r -> r.thrown() == old ? new Relative(r.source(), now) : r);
  }

  void causeIsCalled(String source) {
    relatives.replaceAll(r -> r.source().equals(CAUSE) ? new Relative(source, r.thrown()) : r);
  }

  List<Relative> relatives() {
    return relatives;
  }

  void thread(String name) {
    thread = name;
  }

  void group() {
    group = true;
  }

  void omit(int count) {
    omitted = (int) Math.min(Integer.MAX_VALUE, (long) omitted + count);
  }

  /** So many frames at the end are those of the exception that this one hangs on. */
  void sharesWithParent(int count) {
    shared = count;
  }

  /** So many frames between the last one and the next are those of the cause. */
  void sharesWithCause(int count) {
    elidedAt = frames.size();
    elided = count;
  }

  /** Puts back the frames that were printed with the parent only, or counts them as omitted. */
  void restoreFromParent(@Nullable Thrown parent) {
    List<Frame> theirs = parent == null ? List.of() : parent.frames;
    if (shared > 0 && shared <= theirs.size()) {
      frames.addAll(List.copyOf(theirs.subList(theirs.size() - shared, theirs.size())));
    } else {
      omit(shared);
    }
    shared = 0;
  }

  /** Puts back the frames that were printed with the cause only, or counts them as omitted. */
  void restoreFromCause() {
    int from = elided == 0 ? -1 : placeInCause();
    if (from >= 0) {
      frames.addAll(elidedAt, List.copyOf(cause().frames.subList(from, from + elided)));
    } else {
      omit(elided);
    }
    elided = 0;
  }

  /** Where the cause has the frame before the gap and, behind as many as are missing, the next. */
  private int placeInCause() {
    List<Frame> theirs = cause().frames;
    if (elidedAt == 0 || elidedAt >= frames.size()) {
      return -1;
    }
    Frame before = frames.get(elidedAt - 1);
    Frame after = frames.get(elidedAt);
    for (int i = 1; i < theirs.size() - elided; i++) {
      if (theirs.get(i + elided).equals(after) && theirs.get(i - 1).equals(before)) {
        return i;
      }
    }
    return -1;
  }

  private Thrown cause() {
    for (Relative relative : relatives) {
      if (relative.source().equals(CAUSE)) {
        return relative.thrown();
      }
    }
    return new Thrown("", "");
  }

  /** As part of an event, with at most so many frames. */
  ExceptionInfo.Builder build(int mostFrames) {
    ExceptionInfo.Builder out = ExceptionInfo.newBuilder();
    out.setType(type).setValue(message.toString()).setThread(thread);
    int kept = Math.min(mostFrames, frames.size());
    out.addAllFrames(frames.subList(0, kept));
    omit(frames.size() - kept);
    out.setFramesOmitted(omitted);
    if (group) {
      out.setMechanism(Mechanism.newBuilder().setExceptionGroup(true));
    }
    return out;
  }
}

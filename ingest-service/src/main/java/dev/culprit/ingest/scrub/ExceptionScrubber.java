package dev.culprit.ingest.scrub;

import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.Mechanism;
import dev.culprit.proto.ingest.v1.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Bounds and scrubs exceptions and their frames. */
final class ExceptionScrubber {
  private static final int WORD = 256;

  private ExceptionScrubber() {}

  /** Both ends of a long chain are kept, and links into the dropped middle are cut. */
  static List<ExceptionInfo> scrub(List<ExceptionInfo> exceptions, EventCleaner cleaner) {
    int count = exceptions.size();
    List<ExceptionInfo> out = new ArrayList<>(Math.min(count, Bounds.EXCEPTIONS));
    int dropped = Math.max(0, count - Bounds.EXCEPTIONS);
    int firstKept = count - dropped - (dropped == 0 ? 0 : Bounds.EXCEPTIONS / 2);
    for (int i = 0; i < count; i++) {
      if (dropped == 0 || i < firstKept || i >= firstKept + dropped) {
        out.add(scrub(exceptions.get(i), firstKept, dropped, cleaner));
      }
    }
    if (dropped > 0) {
      cleaner.notes().add("exceptions were cut to " + Bounds.EXCEPTIONS);
    }
    return out;
  }

  private static ExceptionInfo scrub(
      ExceptionInfo exception, int firstKept, int dropped, EventCleaner cleaner) {
    ExceptionInfo.Builder out = exception.toBuilder();
    out.setType(cleaner.word("exceptions.type", exception.getType(), WORD));
    out.setValue(cleaner.text("exceptions.value", exception.getValue(), Bounds.MESSAGE_LENGTH));
    out.setModule(cleaner.word("exceptions.module", exception.getModule(), WORD));
    out.setThread(cleaner.word("exceptions.thread", exception.getThread(), 128));
    out.setRawStackTrace(
        cleaner.text(
            "exceptions.raw_stack_trace",
            exception.getRawStackTrace(),
            Bounds.RAW_STACK_TRACE_LENGTH));
    if (exception.hasMechanism()) {
      out.setMechanism(mechanism(exception.getMechanism(), firstKept, dropped, cleaner));
    }
    frames(exception, out, cleaner);
    return out.build();
  }

  private static Mechanism mechanism(
      Mechanism mechanism, int firstKept, int dropped, EventCleaner cleaner) {
    Mechanism.Builder out = mechanism.toBuilder();
    out.setType(cleaner.word("exceptions.mechanism.type", mechanism.getType(), 64));
    out.setSource(cleaner.word("exceptions.mechanism.source", mechanism.getSource(), 128));
    if (mechanism.hasParent() && dropped > 0 && mechanism.getParent() >= firstKept) {
      if (mechanism.getParent() >= firstKept + dropped) {
        out.setParent(mechanism.getParent() - dropped);
      } else {
        out.clearParent();
      }
    }
    return out.build();
  }

  private static void frames(
      ExceptionInfo exception, ExceptionInfo.Builder out, EventCleaner cleaner) {
    List<Frame> frames = exception.getFramesList();
    int omitted = Math.max(0, frames.size() - Bounds.FRAMES);
    if (omitted > 0) {
      cleaner.notes().add("exceptions.frames were cut to " + Bounds.FRAMES);
      out.setFramesOmitted(exception.getFramesOmitted() + omitted);
    }
    out.clearFrames();
    for (int i = 0; i < frames.size(); i++) {
      if (omitted == 0 || i < Bounds.FIRST_FRAMES || i >= Bounds.FIRST_FRAMES + omitted) {
        out.addFrames(frame(frames.get(i), cleaner));
      }
    }
  }

  private static Frame frame(Frame frame, EventCleaner cleaner) {
    String function = cleaner.word("frames.function", frame.getFunction(), 512);
    String module = cleaner.word("frames.module", frame.getModule(), 512);
    String file = cleaner.word("frames.file", frame.getFile(), 1_024);
    String library = cleaner.word("frames.package", frame.getPackage(), WORD);
    boolean plain =
        frame.getContextLine().isEmpty()
            && frame.getPreContextCount() == 0
            && frame.getPostContextCount() == 0
            && frame.getVarsCount() == 0;
    if (plain
        && frame.getLine() >= 0
        && frame.getColumn() >= 0
        && Same.object(function, frame.getFunction())
        && Same.object(module, frame.getModule())
        && Same.object(file, frame.getFile())
        && Same.object(library, frame.getPackage())) {
      return frame;
    }
    Frame.Builder out = frame.toBuilder();
    out.setFunction(function).setModule(module).setFile(file).setPackage(library);
    out.setLine(Math.max(0, frame.getLine())).setColumn(Math.max(0, frame.getColumn()));
    out.setContextLine(cleaner.source("frames.context_line", frame.getContextLine(), WORD));
    out.clearPreContext().addAllPreContext(lines(frame.getPreContextList(), true, cleaner));
    out.clearPostContext().addAllPostContext(lines(frame.getPostContextList(), false, cleaner));
    vars(frame, out, cleaner);
    return out.build();
  }

  /** The lines next to the failing one are the ones to keep. */
  private static List<String> lines(List<String> lines, boolean before, EventCleaner cleaner) {
    List<String> kept = lines;
    if (lines.size() > Bounds.CONTEXT_LINES) {
      int from = before ? lines.size() - Bounds.CONTEXT_LINES : 0;
      kept = lines.subList(from, from + Bounds.CONTEXT_LINES);
      cleaner.notes().add("frames.context lines were cut to " + Bounds.CONTEXT_LINES);
    }
    return kept.stream().map(line -> cleaner.source("frames.context", line, WORD)).toList();
  }

  private static void vars(Frame frame, Frame.Builder out, EventCleaner cleaner) {
    out.clearVars();
    int kept = 0;
    for (Map.Entry<String, Value> variable : frame.getVarsMap().entrySet()) {
      if (kept++ == Bounds.VARS) {
        cleaner.notes().add("frames.vars were cut to " + Bounds.VARS);
        break;
      }
      String name = cleaner.word("frames.vars", variable.getKey(), Bounds.TREE_KEY_LENGTH);
      Value value =
          cleaner.isSecretName(variable.getKey())
              ? Value.newBuilder().setStringValue(EventScrubber.SCRUBBED).build()
              : cleaner.trees().scrub("frames.vars", variable.getValue(), Bounds.VARIABLE_SIZE);
      out.putVars(name, value);
    }
  }
}

package dev.culprit.grouping.wire;

import dev.culprit.proto.grouping.v1.FrameVars;
import dev.culprit.proto.grouping.v1.StoredExceptionStack;
import dev.culprit.proto.grouping.v1.StoredPayload;
import dev.culprit.proto.grouping.v1.StoredStackTrace;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;

/**
 * Splits an event into what many events share (frames without variables) and what it has alone.
 * Frames are shared with the event rather than copied where that is possible.
 */
final class StoredForms {

  private static final byte[] NONE = {};

  private StoredForms() {}

  static byte[] stackTrace(Event event) {
    boolean isAny = false;
    StoredStackTrace.Builder stored = StoredStackTrace.newBuilder();
    for (ExceptionInfo exception : event.getExceptionsList()) {
      isAny |= hasStack(exception);
      StoredExceptionStack.Builder stack =
          StoredExceptionStack.newBuilder()
              .setFramesOmitted(exception.getFramesOmitted())
              .setRawStackTrace(exception.getRawStackTrace());
      if (hasVars(exception)) {
        exception.getFramesList().forEach(frame -> stack.addFrames(withoutVars(frame)));
      } else {
        stack.addAllFrames(exception.getFramesList());
      }
      stored.addExceptions(stack);
    }
    return isAny ? stored.build().toByteArray() : NONE;
  }

  static byte[] payload(Event event) {
    StoredPayload.Builder stored = StoredPayload.newBuilder();
    Event.Builder rest = event.toBuilder();
    if (event.getAttachmentsCount() > 0) {
      rest.clearAttachments();
    }
    for (int index = 0; index < event.getExceptionsCount(); index++) {
      ExceptionInfo exception = event.getExceptions(index);
      if (hasStack(exception)) {
        rest.setExceptions(
            index,
            exception.toBuilder().clearFrames().clearFramesOmitted().clearRawStackTrace().build());
        addVars(exception, index, stored);
      }
    }
    return stored.setEvent(rest).build().toByteArray();
  }

  private static void addVars(ExceptionInfo exception, int index, StoredPayload.Builder stored) {
    for (int frame = 0; frame < exception.getFramesCount(); frame++) {
      if (exception.getFrames(frame).getVarsCount() > 0) {
        stored.addFrameVars(
            FrameVars.newBuilder()
                .setExceptionIndex(index)
                .setFrameIndex(frame)
                .putAllVars(exception.getFrames(frame).getVarsMap()));
      }
    }
  }

  private static boolean hasStack(ExceptionInfo exception) {
    return exception.getFramesCount() > 0
        || exception.getFramesOmitted() > 0
        || !exception.getRawStackTrace().isEmpty();
  }

  private static boolean hasVars(ExceptionInfo exception) {
    for (Frame frame : exception.getFramesList()) {
      if (frame.getVarsCount() > 0) {
        return true;
      }
    }
    return false;
  }

  private static Frame withoutVars(Frame frame) {
    return frame.getVarsCount() == 0 ? frame : frame.toBuilder().clearVars().build();
  }
}

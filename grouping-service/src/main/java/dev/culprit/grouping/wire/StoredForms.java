package dev.culprit.grouping.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.culprit.proto.grouping.v1.FrameVars;
import dev.culprit.proto.grouping.v1.StoredExceptionStack;
import dev.culprit.proto.grouping.v1.StoredPayload;
import dev.culprit.proto.grouping.v1.StoredStackTrace;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Splits an event into what many events share (frames without variables) and what it has alone.
 * What it has alone is copied byte for byte, without the stacks.
 */
final class StoredForms {

  private static final byte[] NONE = {};
  private static final int EXCEPTIONS_TAG = tag(Event.EXCEPTIONS_FIELD_NUMBER);
  private static final int EVENT_TAG = tag(StoredPayload.EVENT_FIELD_NUMBER);

  private StoredForms() {}

  static byte[] stackTrace(List<ExceptionInfo> exceptions) {
    boolean isAny = false;
    StoredStackTrace.Builder stored = StoredStackTrace.newBuilder();
    for (ExceptionInfo exception : exceptions) {
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

  static byte[] payload(ByteString event, EventScan scan, EventStack stack) {
    StoredPayload vars =
        stack.hasVars() ? vars(stack.exceptions()) : StoredPayload.getDefaultInstance();
    int eventSize = restSize(event, scan);
    int size =
        CodedOutputStream.computeUInt32SizeNoTag(EVENT_TAG)
            + CodedOutputStream.computeUInt32SizeNoTag(eventSize)
            + eventSize
            + vars.getSerializedSize();
    byte[] stored = new byte[size];
    CodedOutputStream out = CodedOutputStream.newInstance(stored);
    try {
      out.writeUInt32NoTag(EVENT_TAG);
      out.writeUInt32NoTag(eventSize);
      writeRest(event, scan, out);
      vars.writeTo(out);
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return stored;
  }

  private static int restSize(ByteString event, EventScan scan) {
    int size = event.size();
    for (ByteRange attachment : scan.attachments()) {
      size -= attachment.end() - attachment.start();
    }
    for (ExceptionPart exception : scan.exceptions()) {
      int before = exception.bodyEnd - exception.bodyStart;
      int after = before - exception.stackSize();
      size += headSize(after) + after - (exception.bodyEnd - exception.fieldStart);
    }
    return size;
  }

  private static int headSize(int length) {
    return CodedOutputStream.computeUInt32SizeNoTag(EXCEPTIONS_TAG)
        + CodedOutputStream.computeUInt32SizeNoTag(length);
  }

  private static void writeRest(ByteString event, EventScan scan, CodedOutputStream out)
      throws IOException {
    int copied = 0;
    for (ExceptionPart exception : scan.exceptions()) {
      copyWithout(scan.attachments(), event, copied, exception.fieldStart, out);
      out.writeUInt32NoTag(EXCEPTIONS_TAG);
      out.writeUInt32NoTag(exception.bodyEnd - exception.bodyStart - exception.stackSize());
      copied = exception.bodyStart;
      for (int range = 0; range < exception.ranges(); range++) {
        copy(event, copied, exception.start(range), out);
        copied = exception.end(range);
      }
      copy(event, copied, exception.bodyEnd, out);
      copied = exception.bodyEnd;
    }
    copyWithout(scan.attachments(), event, copied, event.size(), out);
  }

  private static void copyWithout(
      List<ByteRange> attachments, ByteString event, int from, int to, CodedOutputStream out)
      throws IOException {
    int copied = from;
    for (ByteRange attachment : attachments) {
      if (attachment.start() >= copied && attachment.end() <= to) {
        copy(event, copied, attachment.start(), out);
        copied = attachment.end();
      }
    }
    copy(event, copied, to, out);
  }

  private static void copy(ByteString event, int from, int to, CodedOutputStream out)
      throws IOException {
    if (to > from) {
      out.writeRawBytes(event.substring(from, to));
    }
  }

  private static StoredPayload vars(List<ExceptionInfo> exceptions) {
    StoredPayload.Builder stored = StoredPayload.newBuilder();
    for (int index = 0; index < exceptions.size(); index++) {
      addVars(exceptions.get(index), index, stored);
    }
    return stored.build();
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

  static boolean hasVars(ExceptionInfo exception) {
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

  private static int tag(int field) {
    return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }
}

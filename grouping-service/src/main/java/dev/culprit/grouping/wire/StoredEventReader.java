package dev.culprit.grouping.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.culprit.grouping.event.EventRestorer;
import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.event.StoredForm;
import dev.culprit.proto.grouping.v1.StoredExceptionStack;
import dev.culprit.proto.grouping.v1.StoredPayload;
import dev.culprit.proto.grouping.v1.StoredStackTrace;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.runtime.compression.DictionaryZstd;
import org.jspecify.annotations.Nullable;

/** Puts together again what {@link StoredForms} took apart. Safe for use by many threads. */
public final class StoredEventReader implements EventRestorer {

  private static final int MOST_BYTES = 16 << 20;
  private static final int ANY_LEVEL = 3;

  private final DictionaryZstd zstd = new DictionaryZstd(ANY_LEVEL);

  @Override
  public @Nullable IncomingEvent restore(StoredForm form) {
    try {
      byte[] payload = zstd.decompress(form.payload(), MOST_BYTES, form.dictionary());
      Event.Builder event = StoredPayload.parseFrom(payload).getEvent().toBuilder();
      byte[] stackTrace = form.stackTrace();
      if (stackTrace != null) {
        addStacks(event, StoredStackTrace.parseFrom(zstd.decompress(stackTrace, MOST_BYTES, null)));
      }
      return EventReader.restored(form, event.build().toByteString());
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      return null;
    }
  }

  private static void addStacks(Event.Builder event, StoredStackTrace stored) {
    int exceptions = Math.min(event.getExceptionsCount(), stored.getExceptionsCount());
    for (int i = 0; i < exceptions; i++) {
      StoredExceptionStack stack = stored.getExceptions(i);
      ExceptionInfo.Builder exception = event.getExceptionsBuilder(i);
      exception
          .addAllFrames(stack.getFramesList())
          .setFramesOmitted(stack.getFramesOmitted())
          .setRawStackTrace(stack.getRawStackTrace());
    }
  }
}

package dev.culprit.grouping.wire;

import com.github.benmanes.caffeine.cache.Interner;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.culprit.grouping.fingerprint.Trace;
import dev.culprit.grouping.near.TraceCodec;
import dev.culprit.proto.grouping.v1.StoredTrace;
import dev.culprit.proto.grouping.v1.StoredTraceFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Traces as the contract of storage has them. Equal frames are one object: most are shared. */
public final class StoredTraceCodec implements TraceCodec {

  private final Interner<Trace.Frame> frames = Interner.newWeakInterner();

  @Override
  public byte[] encode(Trace trace) {
    StoredTrace.Builder stored =
        StoredTrace.newBuilder()
            .setType(trace.type())
            .setCode(trace.code())
            .setMessage(trace.message())
            .setEndsAtEntry(trace.endsAtEntry());
    for (Trace.Frame frame : trace.frames()) {
      stored.addFrames(
          StoredTraceFrame.newBuilder()
              .setScope(frame.scope())
              .setName(frame.name())
              .setInApp(frame.inApp()));
    }
    return stored.build().toByteArray();
  }

  @Override
  public @Nullable Trace decode(byte[] body) {
    try {
      StoredTrace stored = StoredTrace.parseFrom(body);
      List<Trace.Frame> read = new ArrayList<>(stored.getFramesCount());
      for (StoredTraceFrame frame : stored.getFramesList()) {
        read.add(
            frames.intern(new Trace.Frame(frame.getScope(), frame.getName(), frame.getInApp())));
      }
      return new Trace(
          stored.getType(),
          stored.getCode(),
          stored.getMessage(),
          List.copyOf(read),
          stored.getEndsAtEntry());
    } catch (InvalidProtocolBufferException e) {
      return null;
    }
  }
}

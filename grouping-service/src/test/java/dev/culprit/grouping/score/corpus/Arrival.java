package dev.culprit.grouping.score.corpus;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.Level;
import dev.culprit.proto.ingest.v1.LogMessage;
import java.time.Instant;

/** An event as a grouper gets it: what was reported, and the same in the wire's form. */
public record Arrival(Report report, IncomingEvent wire) {

  /** When everything in the corpus happened. */
  public static final Instant TIME = Instant.parse("2026-03-02T10:15:30Z");

  private static final Timestamp OCCURRED =
      Timestamp.newBuilder().setSeconds(TIME.getEpochSecond()).build();
  private static final ByteString UID = ByteString.copyFrom(new byte[16]);

  public static Arrival of(Report report) {
    IncomingEvent wire =
        IncomingEvent.newBuilder()
            .setProjectId(1)
            .setEventUid(UID)
            .setEvent(event(report).toByteString())
            .build();
    return new Arrival(report, wire);
  }

  private static Event event(Report report) {
    Event.Builder event =
        Event.newBuilder()
            .setOccurredAt(OCCURRED)
            .setLevel(Level.LEVEL_ERROR)
            .setPlatform(report.language())
            .setEnvironment("production");
    if (!report.message().isEmpty()) {
      event.setMessage(LogMessage.newBuilder().setFormatted(report.message()));
    }
    report.chain().forEach(thrown -> event.addExceptions(exception(thrown)));
    return event.build();
  }

  private static ExceptionInfo exception(Thrown thrown) {
    ExceptionInfo.Builder info =
        ExceptionInfo.newBuilder().setType(thrown.type()).setValue(thrown.value());
    thrown.frames().forEach(frame -> info.addFrames(frame(frame)));
    return info.build();
  }

  private static Frame frame(StackFrame frame) {
    return Frame.newBuilder()
        .setFunction(frame.function())
        .setModule(frame.module())
        .setFile(frame.file())
        .setLine(frame.line())
        .setInApp(frame.inApp())
        .setContextLine(frame.context())
        .build();
  }
}

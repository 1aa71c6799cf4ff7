package dev.culprit.grouping.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.Level;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/** Events as ingest hands them over. */
public final class TestEvents {

  private TestEvents() {}

  /** An exception of that type, thrown in {@code OrderService.place}. */
  public static Event.Builder exception(String type) {
    return Event.newBuilder()
        .setOccurredAt(timestamp(Instant.now()))
        .setLevel(Level.LEVEL_ERROR)
        .setPlatform("java")
        .setEnvironment("production")
        .setRelease("1.0.0")
        .addExceptions(
            ExceptionInfo.newBuilder()
                .setType(type)
                .setValue("order 17 is gone\nsecond line")
                .addFrames(frame("com.acme.OrderService", "place", true))
                .addFrames(frame("com.acme.Api", "post", true))
                .addFrames(frame("io.vertx.core.Context", "dispatch", false)));
  }

  public static Frame.Builder frame(String module, String function, boolean inApp) {
    return Frame.newBuilder()
        .setModule(module)
        .setFunction(function)
        .setFile(module.substring(module.lastIndexOf('.') + 1) + ".java")
        .setLine(42)
        .setInApp(inApp);
  }

  public static IncomingEvent incoming(long projectId, Event.Builder event) {
    return incoming(projectId, UUID.randomUUID(), event);
  }

  public static IncomingEvent incoming(long projectId, UUID uid, Event.Builder event) {
    return IncomingEvent.newBuilder()
        .setProjectId(projectId)
        .setEventUid(bytes(uid))
        .setReceivedAt(timestamp(Instant.now()))
        .setEvent(event.build().toByteString())
        .build();
  }

  public static ByteString bytes(UUID uid) {
    ByteBuffer buffer =
        ByteBuffer.allocate(16)
            .putLong(uid.getMostSignificantBits())
            .putLong(uid.getLeastSignificantBits());
    return ByteString.copyFrom(buffer.array());
  }

  public static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}

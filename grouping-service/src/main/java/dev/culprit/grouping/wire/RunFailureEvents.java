package dev.culprit.grouping.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.monitor.RunFailure;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Level;
import dev.culprit.proto.ingest.v1.LogMessage;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The event that tells of a run that did not go well, as if a client had sent it. */
public final class RunFailureEvents implements Function<RunFailure, Optional<IncomingEvent>> {

  private final EventReader reader;

  public RunFailureEvents(EventReader reader) {
    this.reader = reader;
  }

  @Override
  public Optional<IncomingEvent> apply(RunFailure failure) {
    return Optional.ofNullable(
        reader
            .read(
                dev.culprit.proto.grouping.v1.IncomingEvent.newBuilder()
                    .setProjectId(failure.projectId())
                    .setEventUid(uid(failure))
                    .setEvent(event(failure).toByteString())
                    .build())
            .event());
  }

  /** The same for the same run, whoever tells of it. */
  private static ByteString uid(RunFailure failure) {
    String name =
        String.join(
            " ",
            "monitor",
            Long.toString(failure.monitorId()),
            failure.environment(),
            failure.checkInId().toString(),
            failure.status().code());
    UUID uid = UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    return ByteString.copyFrom(
        ByteBuffer.allocate(16)
            .putLong(uid.getMostSignificantBits())
            .putLong(uid.getLeastSignificantBits())
            .flip());
  }

  private static Event event(RunFailure failure) {
    String kind = failure.status().code();
    return Event.newBuilder()
        .setOccurredAt(timestamp(failure.failedAt()))
        .setLevel(Level.LEVEL_ERROR)
        .setLogger("culprit.monitor")
        .setEnvironment(failure.environment())
        .setRelease(failure.release())
        .setTransaction(failure.slug())
        .setMessage(LogMessage.newBuilder().setFormatted(message(failure)))
        .addFingerprint("monitor")
        .addFingerprint(failure.slug())
        .addFingerprint(kind)
        .putTags("monitor.slug", failure.slug())
        .putTags("monitor.run", kind)
        .putTags("environment", failure.environment())
        .putContexts("monitor", context(failure))
        .build();
  }

  private static String message(RunFailure failure) {
    String monitor = "Monitor " + failure.slug();
    return switch (failure.status()) {
      case MISSED -> monitor + " missed its run";
      case TIMEOUT ->
          monitor + " did not finish within " + failure.maxRuntime().toMinutes() + " minutes";
      case FAILED, OK, IN_PROGRESS -> monitor + " reported a failed run";
    };
  }

  private static MapValue context(RunFailure failure) {
    String startedAt = failure.startedAt().toString();
    return MapValue.newBuilder()
        .addEntries(entry("slug", failure.slug()))
        .addEntries(entry("check_in_id", failure.checkInId().toString().replace("-", "")))
        .addEntries(
            failure.status() == dev.culprit.grouping.monitor.RunStatus.MISSED
                ? entry("due_at", startedAt)
                : entry("started_at", startedAt))
        .build();
  }

  private static MapValue.Entry entry(String key, String value) {
    return MapValue.Entry.newBuilder()
        .setKey(key)
        .setValue(Value.newBuilder().setStringValue(value))
        .build();
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}

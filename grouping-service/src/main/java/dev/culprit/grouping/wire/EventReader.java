package dev.culprit.grouping.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.culprit.grouping.event.EventDay;
import dev.culprit.grouping.event.StoredForm;
import dev.culprit.grouping.supplement.IncomingSupplement;
import dev.culprit.grouping.supplement.SupplementContent;
import dev.culprit.proto.ingest.v1.Level;
import dev.culprit.proto.ingest.v1.Supplement;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event or supplement of the wire contract, or says why it can never be stored. Safe for
 * use by many threads.
 */
public final class EventReader {

  private static final long OLDEST_DAYS = 32;
  private static final long NEWEST_DAYS = 2;

  private static final long REMEMBERED_STACK_BYTES = 4 << 20;

  private static final KnownStacks RESTORED = new KnownStacks(REMEMBERED_STACK_BYTES / 4);

  private final KnownStacks stacks = new KnownStacks(REMEMBERED_STACK_BYTES);
  private final SupplementReader supplements;
  private final Clock clock;

  public EventReader(Clock clock) {
    this.supplements = new SupplementReader(clock);
    this.clock = clock;
  }

  /** An event, a supplement, or the reason why there is neither: exactly one of the three. */
  public record Reading(
      dev.culprit.grouping.event.@Nullable IncomingEvent event,
      @Nullable IncomingSupplement supplement,
      @Nullable String rejection) {}

  public Reading read(dev.culprit.proto.grouping.v1.IncomingEvent incoming) {
    if (incoming.getProjectId() <= 0) {
      return rejected("The project id is missing.");
    }
    if (incoming.getEventUid().size() != 16) {
      return rejected("The event uid is not 16 bytes.");
    }
    return incoming.hasSupplement() ? supplement(incoming) : event(incoming);
  }

  private Reading event(dev.culprit.proto.grouping.v1.IncomingEvent incoming) {
    try {
      EventScan event = EventScan.of(incoming.getEvent());
      return read(incoming, event, stacks.of(incoming.getEvent(), event.exceptions()));
    } catch (InvalidProtocolBufferException e) {
      return rejected("The event cannot be read.");
    }
  }

  private Reading read(
      dev.culprit.proto.grouping.v1.IncomingEvent incoming, EventScan event, EventStack stack) {
    Timestamp time = event.occurredAt();
    if (time == null || !isStorable(time)) {
      return rejected("The time of occurrence is missing or out of range.");
    }
    return new Reading(
        event(
            incoming.getProjectId(),
            uuid(incoming.getEventUid()),
            instant(time),
            receivedAt(incoming),
            event,
            new ReportedEvent(incoming.getEvent(), event, stack)),
        null,
        null);
  }

  private static dev.culprit.grouping.event.IncomingEvent event(
      long projectId,
      UUID uid,
      Instant occurredAt,
      Instant receivedAt,
      EventScan event,
      ReportedEvent reported) {
    return new dev.culprit.grouping.event.IncomingEvent(
        projectId,
        uid,
        occurredAt,
        receivedAt,
        event.environment().isEmpty() ? "default" : clean(event.environment()),
        clean(event.release()),
        level(event.level()),
        clean(event.platform()),
        reported,
        reported);
  }

  /** An event that was stored before, put together again. */
  static dev.culprit.grouping.event.IncomingEvent restored(StoredForm form, ByteString bytes)
      throws InvalidProtocolBufferException {
    EventScan event = EventScan.of(bytes);
    EventStack stack = RESTORED.of(bytes, event.exceptions());
    return event(
        form.projectId(),
        form.uid(),
        form.occurredAt(),
        form.receivedAt(),
        event,
        new ReportedEvent(bytes, event, stack));
  }

  private Reading supplement(dev.culprit.proto.grouping.v1.IncomingEvent incoming) {
    Supplement supplement = incoming.getSupplement();
    SupplementContent content = supplements.content(supplement);
    if (content == null) {
      return rejected("The supplement has nothing in it that can be kept.");
    }
    if (!supplement.hasOccurredAt() || !isStorable(supplement.getOccurredAt())) {
      return rejected("The time of occurrence is missing or out of range.");
    }
    return new Reading(
        null,
        new IncomingSupplement(
            incoming.getProjectId(),
            SupplementReader.uid(supplement, uuid(incoming.getEventUid())),
            instant(supplement.getOccurredAt()),
            receivedAt(incoming),
            content),
        null);
  }

  private Instant receivedAt(dev.culprit.proto.grouping.v1.IncomingEvent incoming) {
    return incoming.hasReceivedAt() && isStorable(incoming.getReceivedAt())
        ? instant(incoming.getReceivedAt())
        : clock.instant();
  }

  private static Reading rejected(String reason) {
    return new Reading(null, null, reason);
  }

  /** Ingest clamps times to the last 30 days and the next one; a spool may add some age. */
  private boolean isStorable(Timestamp time) {
    long day = Math.floorDiv(time.getSeconds(), 86_400L);
    long today = Math.floorDiv(clock.instant().getEpochSecond(), 86_400L);
    return day >= today - OLDEST_DAYS
        && day <= today + NEWEST_DAYS
        && time.getNanos() >= 0
        && time.getNanos() < 1_000_000_000
        && EventDay.of(Instant.ofEpochSecond(time.getSeconds())) >= 0;
  }

  /** To microseconds, as PostgreSQL keeps it. */
  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos() / 1000 * 1000L);
  }

  private static UUID uuid(ByteString uid) {
    ByteBuffer buffer = uid.asReadOnlyByteBuffer();
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  /** PostgreSQL's text has no U+0000. */
  static String clean(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
  }

  private static String level(Level level) {
    return switch (level) {
      case LEVEL_DEBUG -> "debug";
      case LEVEL_INFO -> "info";
      case LEVEL_WARNING -> "warning";
      case LEVEL_FATAL -> "fatal";
      case LEVEL_ERROR, LEVEL_UNSPECIFIED, UNRECOGNIZED -> "error";
    };
  }
}

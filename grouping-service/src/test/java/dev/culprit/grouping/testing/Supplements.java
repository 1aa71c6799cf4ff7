package dev.culprit.grouping.testing;

import com.google.protobuf.ByteString;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import dev.culprit.proto.ingest.v1.Attachment;
import dev.culprit.proto.ingest.v1.CheckIn;
import dev.culprit.proto.ingest.v1.CheckInStatus;
import dev.culprit.proto.ingest.v1.LateAttachment;
import dev.culprit.proto.ingest.v1.LostEvents;
import dev.culprit.proto.ingest.v1.MonitorConfig;
import dev.culprit.proto.ingest.v1.SessionStatus;
import dev.culprit.proto.ingest.v1.SessionUpdate;
import dev.culprit.proto.ingest.v1.Supplement;
import dev.culprit.proto.ingest.v1.UserFeedback;
import java.time.Instant;
import java.util.UUID;

/** What comes beside events, as ingest hands it over. */
public final class Supplements {

  private Supplements() {}

  public static IncomingEvent incoming(long projectId, Supplement.Builder supplement) {
    return incoming(projectId, UUID.randomUUID(), Instant.now(), supplement);
  }

  public static IncomingEvent incoming(
      long projectId, UUID uid, Instant at, Supplement.Builder supplement) {
    return IncomingEvent.newBuilder()
        .setProjectId(projectId)
        .setEventUid(TestEvents.bytes(uid))
        .setReceivedAt(TestEvents.timestamp(at))
        .setSupplement(supplement.setOccurredAt(TestEvents.timestamp(at)))
        .build();
  }

  public static Supplement.Builder feedback(UUID event, String comments) {
    return Supplement.newBuilder()
        .setFeedback(
            UserFeedback.newBuilder()
                .setClientEventId(hex(event))
                .setName("Ada")
                .setEmail("ada@example.com")
                .setComments(comments));
  }

  public static Supplement.Builder lost(String category, String reason, long quantity) {
    return Supplement.newBuilder()
        .setLostEvents(
            LostEvents.newBuilder().setCategory(category).setReason(reason).setQuantity(quantity));
  }

  public static Supplement.Builder session(UUID session, Instant started, SessionStatus status) {
    return Supplement.newBuilder()
        .setSession(
            SessionUpdate.newBuilder()
                .setSessionId(hex(session))
                .setRelease("shop@1.0")
                .setEnvironment("production")
                .setStartedAt(TestEvents.timestamp(started))
                .setStatus(status));
  }

  public static Supplement.Builder file(UUID event, String name, String content) {
    return Supplement.newBuilder()
        .setAttachment(
            LateAttachment.newBuilder()
                .setClientEventId(hex(event))
                .setAttachment(attachment(name, content)));
  }

  public static Attachment.Builder attachment(String name, String content) {
    return Attachment.newBuilder()
        .setName(name)
        .setContentType("text/plain")
        .setType("event.attachment")
        .setData(ByteString.copyFromUtf8(content));
  }

  public static CheckIn.Builder checkIn(String slug, UUID run, CheckInStatus status) {
    return CheckIn.newBuilder()
        .setMonitorSlug(slug)
        .setCheckInId(run.equals(new UUID(0, 0)) ? "" : hex(run))
        .setStatus(status)
        .setEnvironment("production");
  }

  /** A run is due at every full hour, and may come 5 minutes late and take 10. */
  public static MonitorConfig.Builder hourly() {
    return MonitorConfig.newBuilder()
        .setCrontab("0 * * * *")
        .setCheckInMarginMinutes(5)
        .setMaxRuntimeMinutes(10);
  }

  public static String hex(UUID uuid) {
    return uuid.toString().replace("-", "");
  }
}

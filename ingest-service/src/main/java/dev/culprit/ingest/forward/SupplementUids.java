package dev.culprit.ingest.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.culprit.proto.ingest.v1.CheckIn;
import dev.culprit.proto.ingest.v1.SessionUpdate;
import dev.culprit.proto.ingest.v1.Supplement;
import dev.culprit.proto.ingest.v1.UserFeedback;
import java.time.Instant;

/**
 * The 16 bytes by which a supplement is told apart from all others of its project: from its content
 * where that identifies it, so that sending again changes nothing; else a new UUIDv7.
 */
final class SupplementUids {
  private SupplementUids() {}

  /** {@code hasOwnTime} says whether the client told when it happened. */
  static ByteString of(Supplement supplement, boolean hasOwnTime, Instant receivedAt) {
    return switch (supplement.getKindCase()) {
      case FEEDBACK -> feedback(supplement.getFeedback());
      case SESSION -> session(supplement.getSession());
      case CHECK_IN -> checkIn(supplement.getCheckIn(), receivedAt);
      case ATTACHMENT ->
          EventUids.ofContent(supplement.getAttachment().toByteString().toByteArray());
      // Without its time, one report of a lost event looks like every other.
      case LOST_EVENTS ->
          hasOwnTime ? EventUids.ofContent(supplement.toByteArray()) : EventUids.random(receivedAt);
      case GATEWAY_COUNTS -> named("gateway-counts", supplement.getGatewayCounts().getBatchId());
      // Several processes of one server may well count the same in the same minute.
      case SESSION_COUNTS, KIND_NOT_SET -> EventUids.random(receivedAt);
    };
  }

  private static ByteString feedback(UserFeedback feedback) {
    return feedback.getFeedbackId().isEmpty()
        ? EventUids.ofContent(feedback.toByteArray())
        : named("feedback", feedback.getFeedbackId());
  }

  private static ByteString session(SessionUpdate session) {
    return named(
        "session",
        session.getSessionId(),
        Long.toString(session.getSequence()),
        session.getStatus().name(),
        Long.toString(session.getErrors()));
  }

  private static ByteString checkIn(CheckIn checkIn, Instant receivedAt) {
    return checkIn.getCheckInId().isEmpty()
        ? EventUids.random(receivedAt)
        : named(
            "check-in",
            checkIn.getMonitorSlug(),
            checkIn.getEnvironment(),
            checkIn.getCheckInId(),
            checkIn.getStatus().name());
  }

  private static ByteString named(String... parts) {
    return EventUids.ofContent(String.join("\0", parts).getBytes(UTF_8));
  }
}

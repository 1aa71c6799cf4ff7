package dev.culprit.ingest.scrub;

import com.google.protobuf.Timestamp;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.proto.ingest.v1.LateAttachment;
import dev.culprit.proto.ingest.v1.LostEvents;
import dev.culprit.proto.ingest.v1.SessionCounts;
import dev.culprit.proto.ingest.v1.SessionStatus;
import dev.culprit.proto.ingest.v1.SessionUpdate;
import dev.culprit.proto.ingest.v1.Supplement;
import dev.culprit.proto.ingest.v1.UserFeedback;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes a supplement fit to be stored, as {@link EventScrubber} does for events: every limit of
 * supplement.proto holds. Throws {@link Refused} for what says nothing or cannot be told apart.
 */
public final class SupplementScrubber {
  private static final Pattern WORD = Pattern.compile("[a-z0-9_]{1,64}");
  private static final Pattern HEX_ID = Pattern.compile("[0-9a-f]{32}");
  private static final String ZEROS = "0".repeat(32);
  private static final long MOST_COUNTED = 1_000_000_000L;

  public Supplement scrub(Supplement.Builder supplement, ScrubRules rules, Instant receivedAt) {
    EventCleaner cleaner = new EventCleaner(rules);
    supplement.setOccurredAt(
        ClampedTime.of(
            "occurred_at",
            supplement.hasOccurredAt() ? supplement.getOccurredAt() : null,
            receivedAt,
            cleaner.notes()));
    switch (supplement.getKindCase()) {
      case FEEDBACK -> supplement.setFeedback(feedback(supplement.getFeedback(), cleaner));
      case LOST_EVENTS -> supplement.setLostEvents(lost(supplement.getLostEvents()));
      case SESSION -> supplement.setSession(session(supplement.getSession(), receivedAt, cleaner));
      case SESSION_COUNTS ->
          supplement.setSessionCounts(sessions(supplement.getSessionCounts(), receivedAt, cleaner));
      case CHECK_IN ->
          supplement.setCheckIn(CheckInScrubber.scrub(supplement.getCheckIn(), cleaner));
      case ATTACHMENT -> supplement.setAttachment(attachment(supplement.getAttachment(), cleaner));
      case GATEWAY_COUNTS ->
          supplement.setGatewayCounts(
              GatewayCountsScrubber.scrub(supplement.getGatewayCounts(), cleaner));
      case KIND_NOT_SET -> throw Refused.malformed("supplement", "has nothing in it");
    }
    return supplement.build();
  }

  private static UserFeedback feedback(UserFeedback told, EventCleaner cleaner) {
    UserFeedback feedback =
        UserFeedback.newBuilder()
            .setClientEventId(idOrNothing(told.getClientEventId()))
            .setFeedbackId(idOrNothing(told.getFeedbackId()))
            .setName(cleaner.text("feedback.name", told.getName().strip(), 128))
            .setEmail(cleaner.word("feedback.email", told.getEmail().strip(), 256))
            .setComments(
                cleaner.text("feedback.comments", told.getComments(), Bounds.MESSAGE_LENGTH))
            .setUrl(cleaner.text("feedback.url", told.getUrl(), 2_048))
            .build();
    if (feedback.getComments().isBlank() && feedback.getClientEventId().isEmpty()) {
      throw Refused.malformed("feedback", "has neither comments nor an event");
    }
    return feedback;
  }

  private static LostEvents lost(LostEvents told) {
    if (told.getQuantity() <= 0) {
      throw Refused.malformed("lost_events.quantity", "must be 1 or more");
    }
    return LostEvents.newBuilder()
        .setReason(word(told.getReason()))
        .setCategory(word(told.getCategory()))
        .setQuantity(Math.min(told.getQuantity(), MOST_COUNTED))
        .build();
  }

  private static SessionUpdate session(
      SessionUpdate told, Instant receivedAt, EventCleaner cleaner) {
    String id = cleaner.word("session.session_id", told.getSessionId().strip(), 64);
    if (id.isEmpty()) {
      throw Refused.malformed("session.session_id", "is missing");
    }
    return told.toBuilder()
        .setSessionId(id)
        .setRelease(cleaner.word("session.release", told.getRelease(), 200))
        .setEnvironment(cleaner.environment(told.getEnvironment()))
        .setStartedAt(started(told.hasStartedAt(), told.getStartedAt(), receivedAt, cleaner))
        .setStatus(
            told.getStatus() == SessionStatus.UNRECOGNIZED
                ? SessionStatus.SESSION_STATUS_OK
                : told.getStatus())
        .setErrors(Math.max(0, told.getErrors()))
        .build();
  }

  private static SessionCounts sessions(
      SessionCounts told, Instant receivedAt, EventCleaner cleaner) {
    SessionCounts counts =
        SessionCounts.newBuilder()
            .setRelease(cleaner.word("session_counts.release", told.getRelease(), 200))
            .setEnvironment(cleaner.environment(told.getEnvironment()))
            .setStartedAt(started(told.hasStartedAt(), told.getStartedAt(), receivedAt, cleaner))
            .setExited(count(told.getExited()))
            .setErrored(count(told.getErrored()))
            .setUnhandled(count(told.getUnhandled()))
            .setCrashed(count(told.getCrashed()))
            .setAbnormal(count(told.getAbnormal()))
            .build();
    if (counts.getExited()
            + counts.getErrored()
            + counts.getUnhandled()
            + counts.getCrashed()
            + counts.getAbnormal()
        == 0) {
      throw Refused.malformed("session_counts", "counts no session");
    }
    return counts;
  }

  private static Timestamp started(
      boolean isTold, Timestamp told, Instant receivedAt, EventCleaner cleaner) {
    return ClampedTime.of("started_at", isTold ? told : null, receivedAt, cleaner.notes());
  }

  private static LateAttachment attachment(LateAttachment told, EventCleaner cleaner) {
    String eventId = idOrNothing(told.getClientEventId());
    if (eventId.isEmpty()) {
      throw Refused.malformed("attachment.client_event_id", "is not 32 hex digits");
    }
    if (told.getAttachment().getData().size() > AttachmentScrubber.MOST_BYTES) {
      throw new Refused(new Rejection.TooLarge("The attachment", AttachmentScrubber.MOST_BYTES));
    }
    return LateAttachment.newBuilder()
        .setClientEventId(eventId)
        .setAttachment(AttachmentScrubber.scrub(told.getAttachment(), cleaner))
        .build();
  }

  private static long count(long told) {
    return Math.min(Math.max(0, told), MOST_COUNTED);
  }

  /** The words end up in a key of a table, so their variety is bounded. */
  private static String word(String told) {
    String word = told.strip().toLowerCase(Locale.ROOT);
    return WORD.matcher(word).matches() ? word : "other";
  }

  /** 32 lower-case hex digits, or nothing where they say nothing. */
  static String idOrNothing(String told) {
    String id = told.replace("-", "").strip().toLowerCase(Locale.ROOT);
    return HEX_ID.matcher(id).matches() && !id.equals(ZEROS) ? id : "";
  }
}

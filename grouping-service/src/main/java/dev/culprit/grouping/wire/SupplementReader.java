package dev.culprit.grouping.wire;

import com.google.protobuf.Timestamp;
import dev.culprit.grouping.monitor.CheckIn;
import dev.culprit.grouping.monitor.MonitorConfig;
import dev.culprit.grouping.monitor.RunStatus;
import dev.culprit.grouping.monitor.Schedule;
import dev.culprit.grouping.supplement.SessionOutcome;
import dev.culprit.grouping.supplement.SupplementContent;
import dev.culprit.proto.ingest.v1.LateAttachment;
import dev.culprit.proto.ingest.v1.SessionCounts;
import dev.culprit.proto.ingest.v1.SessionUpdate;
import dev.culprit.proto.ingest.v1.Supplement;
import dev.culprit.proto.ingest.v1.UserFeedback;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what a supplement of the wire contract says; ingest has bounded all of it. */
final class SupplementReader {

  private static final int DEFAULT_RUNTIME = 30;

  private final GatewayCountsReader requests;

  SupplementReader(Clock clock) {
    this.requests = new GatewayCountsReader(clock);
  }

  /** Null when there is nothing in it that this version knows. */
  @Nullable SupplementContent content(Supplement supplement) {
    return switch (supplement.getKindCase()) {
      case FEEDBACK -> feedback(supplement.getFeedback());
      case LOST_EVENTS ->
          new SupplementContent.Lost(
              EventReader.clean(supplement.getLostEvents().getCategory()),
              EventReader.clean(supplement.getLostEvents().getReason()),
              supplement.getLostEvents().getQuantity());
      case SESSION -> session(supplement.getSession());
      case SESSION_COUNTS -> sessions(supplement.getSessionCounts());
      case CHECK_IN -> new SupplementContent.Run(checkIn(supplement.getCheckIn()));
      case ATTACHMENT -> file(supplement.getAttachment());
      case GATEWAY_COUNTS -> requests.read(supplement.getGatewayCounts());
      case KIND_NOT_SET -> null;
    };
  }

  /** What makes it count once: what ingest says, unless the supplement itself knows better. */
  static UUID uid(Supplement supplement, UUID told) {
    UUID ofBatch =
        supplement.hasGatewayCounts()
            ? GatewayCountsReader.uid(supplement.getGatewayCounts())
            : null;
    return ofBatch == null ? told : ofBatch;
  }

  private static SupplementContent feedback(UserFeedback feedback) {
    return new SupplementContent.Feedback(
        uuid(feedback.getClientEventId()),
        EventReader.clean(feedback.getName()),
        EventReader.clean(feedback.getEmail()),
        EventReader.clean(feedback.getComments()),
        EventReader.clean(feedback.getUrl()));
  }

  private static SupplementContent session(SessionUpdate session) {
    UUID id = uuid(session.getSessionId().replace("-", ""));
    return new SupplementContent.Session(
        id == null
            ? UUID.nameUUIDFromBytes(session.getSessionId().getBytes(StandardCharsets.UTF_8))
            : id,
        EventReader.clean(session.getRelease()),
        environment(session.getEnvironment()),
        instant(session.getStartedAt()),
        session.getInit(),
        outcome(session));
  }

  private static SessionOutcome outcome(SessionUpdate session) {
    return switch (session.getStatus()) {
      case SESSION_STATUS_CRASHED -> SessionOutcome.CRASHED;
      case SESSION_STATUS_ABNORMAL -> SessionOutcome.ABNORMAL;
      case SESSION_STATUS_UNHANDLED -> SessionOutcome.UNHANDLED;
      case SESSION_STATUS_OK, SESSION_STATUS_EXITED, SESSION_STATUS_UNSPECIFIED, UNRECOGNIZED ->
          session.getErrors() > 0 ? SessionOutcome.ERRORED : SessionOutcome.WELL;
    };
  }

  private static SupplementContent sessions(SessionCounts counts) {
    return new SupplementContent.Sessions(
        EventReader.clean(counts.getRelease()),
        environment(counts.getEnvironment()),
        instant(counts.getStartedAt()),
        counts.getExited(),
        counts.getErrored(),
        counts.getUnhandled(),
        counts.getAbnormal(),
        counts.getCrashed());
  }

  private static CheckIn checkIn(dev.culprit.proto.ingest.v1.CheckIn told) {
    MonitorConfig config = null;
    String unreadable = null;
    if (told.hasMonitorConfig()) {
      try {
        config = config(told.getMonitorConfig());
      } catch (IllegalArgumentException | DateTimeException e) {
        unreadable = "The monitor's schedule cannot be read: " + e.getMessage() + ".";
      }
    }
    return new CheckIn(
        EventReader.clean(told.getMonitorSlug()),
        environment(told.getEnvironment()),
        uuid(told.getCheckInId()),
        status(told),
        told.getDurationMs(),
        EventReader.clean(told.getRelease()),
        config,
        unreadable);
  }

  private static RunStatus status(dev.culprit.proto.ingest.v1.CheckIn told) {
    return switch (told.getStatus()) {
      case CHECK_IN_STATUS_OK -> RunStatus.OK;
      case CHECK_IN_STATUS_ERROR -> RunStatus.FAILED;
      case CHECK_IN_STATUS_IN_PROGRESS, CHECK_IN_STATUS_UNSPECIFIED, UNRECOGNIZED ->
          RunStatus.IN_PROGRESS;
    };
  }

  private static MonitorConfig config(dev.culprit.proto.ingest.v1.MonitorConfig told) {
    int margin = told.getCheckInMarginMinutes();
    int runtime = told.getMaxRuntimeMinutes();
    return new MonitorConfig(
        schedule(told),
        Duration.ofMinutes(margin == 0 ? 1 : margin),
        Duration.ofMinutes(runtime == 0 ? DEFAULT_RUNTIME : runtime));
  }

  private static Schedule schedule(dev.culprit.proto.ingest.v1.MonitorConfig told) {
    return switch (told.getScheduleCase()) {
      case CRONTAB ->
          new Schedule.Crontab(
              told.getCrontab(),
              ZoneId.of(told.getTimezone().isEmpty() ? "UTC" : told.getTimezone()));
      case INTERVAL_MINUTES -> new Schedule.Interval(told.getIntervalMinutes());
      case SCHEDULE_NOT_SET -> new Schedule.Unknown();
    };
  }

  private static @Nullable SupplementContent file(LateAttachment late) {
    UUID event = uuid(late.getClientEventId());
    return event == null
        ? null
        : new SupplementContent.LateFile(event, ReportedEvent.file(late.getAttachment()));
  }

  private static String environment(String told) {
    return told.isEmpty() ? "default" : EventReader.clean(told);
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds());
  }

  /** 32 hex digits as ingest makes the identity of an event from them; null for anything else. */
  private static @Nullable UUID uuid(String hex) {
    if (hex.length() != 32 || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
      return null;
    }
    BigInteger number = new BigInteger(hex, 16);
    return new UUID(number.shiftRight(64).longValue(), number.longValue());
  }
}

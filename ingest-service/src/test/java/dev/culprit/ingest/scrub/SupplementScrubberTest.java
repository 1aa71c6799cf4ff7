package dev.culprit.ingest.scrub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.proto.ingest.v1.Attachment;
import dev.culprit.proto.ingest.v1.CheckIn;
import dev.culprit.proto.ingest.v1.CheckInStatus;
import dev.culprit.proto.ingest.v1.LateAttachment;
import dev.culprit.proto.ingest.v1.LostEvents;
import dev.culprit.proto.ingest.v1.MonitorConfig;
import dev.culprit.proto.ingest.v1.SessionCounts;
import dev.culprit.proto.ingest.v1.SessionUpdate;
import dev.culprit.proto.ingest.v1.Supplement;
import dev.culprit.proto.ingest.v1.UserFeedback;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupplementScrubberTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private final SupplementScrubber scrubber = new SupplementScrubber();

  private Supplement scrub(Supplement.Builder supplement) {
    return scrubber.scrub(supplement, ScrubRules.BUILT_IN, NOW);
  }

  @Test
  void boundsFeedbackAndTakesSecretsOut() {
    UserFeedback feedback =
        scrub(
                Supplement.newBuilder()
                    .setFeedback(
                        UserFeedback.newBuilder()
                            .setClientEventId("01234567-89AB-CDEF-0123-456789ABCDEF")
                            .setName("A\0da".repeat(100))
                            .setEmail("e".repeat(300))
                            .setComments("my password=LEAK " + "x".repeat(10_000))
                            .setUrl("https://x/?token=LEAK")))
            .getFeedback();

    assertThat(feedback.getClientEventId()).isEqualTo(ID);
    assertThat(feedback.getName()).hasSizeLessThanOrEqualTo(128).doesNotContain("\0");
    assertThat(feedback.getEmail()).hasSize(256);
    assertThat(feedback.getComments()).hasSizeBetween(8_000, 8_250).doesNotContain("LEAK");
    assertThat(feedback.getUrl()).doesNotContain("LEAK");
  }

  @Test
  void feedbackWithoutCommentsAndEventIsRefused() {
    assertMalformed(
        Supplement.newBuilder().setFeedback(UserFeedback.newBuilder().setName("Ada")), "feedback");
  }

  @Test
  void wordsOfLostEventsAreFew() {
    LostEvents lost =
        scrub(
                Supplement.newBuilder()
                    .setLostEvents(
                        LostEvents.newBuilder()
                            .setReason("RateLimit_Backoff")
                            .setCategory("<script>")
                            .setQuantity(Long.MAX_VALUE)))
            .getLostEvents();

    assertThat(lost.getReason()).isEqualTo("ratelimit_backoff");
    assertThat(lost.getCategory()).isEqualTo("other");
    assertThat(lost.getQuantity()).isEqualTo(1_000_000_000L);
    assertMalformed(
        Supplement.newBuilder().setLostEvents(LostEvents.newBuilder().setQuantity(-1)),
        "lost_events.quantity");
  }

  @Test
  void timesThatAreTooFarOffBecomeTheTimeOfReceipt() {
    Supplement supplement =
        scrub(
            Supplement.newBuilder()
                .setOccurredAt(Timestamp.newBuilder().setSeconds(5))
                .setSession(
                    SessionUpdate.newBuilder()
                        .setSessionId("s")
                        .setErrors(-5)
                        .setStartedAt(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))));

    assertThat(supplement.getOccurredAt().getSeconds()).isEqualTo(NOW.getEpochSecond());
    assertThat(supplement.getSession().getStartedAt().getSeconds()).isEqualTo(NOW.getEpochSecond());
    assertThat(supplement.getSession().getErrors()).isZero();
    assertThat(supplement.getSession().getEnvironment()).isEqualTo("default");
  }

  @Test
  void sessionsThatCountNothingAreRefused() {
    assertMalformed(
        Supplement.newBuilder().setSession(SessionUpdate.newBuilder()), "session.session_id");
    assertMalformed(
        Supplement.newBuilder().setSessionCounts(SessionCounts.newBuilder().setExited(-3)),
        "session_counts");
    assertMalformed(Supplement.newBuilder(), "supplement");
  }

  @Test
  void mendsTheNameOfAMonitor() {
    CheckIn checkIn =
        scrub(
                Supplement.newBuilder()
                    .setCheckIn(
                        checkIn()
                            .setMonitorSlug(" Nightly Export!" + "x".repeat(100))
                            .setCheckInId("00000000-0000-0000-0000-000000000000")
                            .setDurationMs(-1)))
            .getCheckIn();

    assertThat(checkIn.getMonitorSlug()).startsWith("nightly-export-").hasSize(64);
    assertThat(checkIn.getCheckInId()).isEmpty();
    assertThat(checkIn.getDurationMs()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "CRON, 'a\u0001b', UTC, crontab",
    "CRON, '', UTC, crontab",
    "CRON, '* * * * *', Mars/Base, timezone",
    "INTERVAL, 0, UTC, interval_minutes",
    "INTERVAL, 9999999, UTC, interval_minutes",
    "NONE, '', UTC, schedule",
  })
  void refusesAPlanThatNobodyCanGoBy(String kind, String value, String zone, String field) {
    MonitorConfig.Builder config = MonitorConfig.newBuilder().setTimezone(zone);
    if (kind.equals("CRON")) {
      config.setCrontab(value);
    } else if (kind.equals("INTERVAL")) {
      config.setIntervalMinutes(Long.parseLong(value));
    }

    assertMalformed(
        Supplement.newBuilder().setCheckIn(checkIn().setMonitorConfig(config)),
        "check_in.monitor_config." + field);
  }

  @Test
  void refusesALateFileThatIsTooLargeOrBelongsToNothing() {
    assertThatThrownBy(() -> scrub(file(ID, new byte[(2 << 20) + 1])))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.rejection()).isInstanceOf(Rejection.TooLarge.class));
    assertMalformed(file("nonsense", new byte[1]), "attachment.client_event_id");
    assertThat(scrub(file(ID, new byte[2 << 20])).getAttachment().getAttachment().getName())
        .isEqualTo("attachment");
  }

  @Property(tries = 200)
  void scrubbingWhatIsScrubbedChangesNothing(
      @ForAll String id, @ForAll String text, @ForAll long number) {
    Supplement.Builder[] all = {
      Supplement.newBuilder()
          .setFeedback(
              UserFeedback.newBuilder()
                  .setFeedbackId(id)
                  .setClientEventId(ID)
                  .setName(text)
                  .setComments(text)),
      Supplement.newBuilder()
          .setLostEvents(
              LostEvents.newBuilder().setReason(id).setCategory(text).setQuantity(number)),
      Supplement.newBuilder()
          .setSession(SessionUpdate.newBuilder().setSessionId("s" + id).setRelease(text)),
      Supplement.newBuilder()
          .setCheckIn(checkIn().setMonitorSlug("m" + id).setRelease(text).setDurationMs(number)),
    };
    for (Supplement.Builder builder : all) {
      try {
        Supplement once = scrub(builder);
        assertThat(scrub(once.toBuilder())).isEqualTo(once);
        assertThat(once.toString()).doesNotContain("\\000");
      } catch (Refused refused) {
        assertThat(refused.rejection().reason()).isNotBlank();
      }
    }
  }

  private static CheckIn.Builder checkIn() {
    return CheckIn.newBuilder()
        .setMonitorSlug("nightly")
        .setStatus(CheckInStatus.CHECK_IN_STATUS_OK);
  }

  private static Supplement.Builder file(String event, byte[] data) {
    return Supplement.newBuilder()
        .setAttachment(
            LateAttachment.newBuilder()
                .setClientEventId(event)
                .setAttachment(Attachment.newBuilder().setData(ByteString.copyFrom(data))));
  }

  private void assertMalformed(Supplement.Builder supplement, String field) {
    assertThatThrownBy(() -> scrub(supplement))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.rejection())
                    .isInstanceOfSatisfying(
                        Rejection.Malformed.class,
                        malformed -> assertThat(malformed.field()).isEqualTo(field)));
  }
}

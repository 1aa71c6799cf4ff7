package dev.culprit.ingest.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.culprit.proto.ingest.v1.CheckIn;
import dev.culprit.proto.ingest.v1.CheckInStatus;
import dev.culprit.proto.ingest.v1.LostEvents;
import dev.culprit.proto.ingest.v1.SessionCounts;
import dev.culprit.proto.ingest.v1.SessionStatus;
import dev.culprit.proto.ingest.v1.SessionUpdate;
import dev.culprit.proto.ingest.v1.Supplement;
import dev.culprit.proto.ingest.v1.UserFeedback;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SupplementUidsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ID = "0123456789abcdef0123456789abcdef";

  private static boolean isSame(Supplement.Builder a, Supplement.Builder b) {
    return SupplementUids.of(a.build(), true, NOW)
        .equals(SupplementUids.of(b.build(), true, NOW.plusSeconds(9)));
  }

  @Test
  void feedbackIsKnownByItsIdElseByWhatItSays() {
    assertThat(isSame(feedback(ID, "a"), feedback(ID, "b"))).isTrue();
    assertThat(isSame(feedback("", "a"), feedback("", "a"))).isTrue();
    assertThat(isSame(feedback("", "a"), feedback("", "b"))).isFalse();
  }

  @Test
  void eachUpdateOfASessionAndEachStepOfARunIsItsOwn() {
    assertThat(isSame(session(1), session(1))).isTrue();
    assertThat(isSame(session(1), session(2))).isFalse();
    CheckInStatus ok = CheckInStatus.CHECK_IN_STATUS_OK;
    assertThat(isSame(checkIn(ID, ok), checkIn(ID, ok))).isTrue();
    assertThat(isSame(checkIn(ID, ok), checkIn(ID, CheckInStatus.CHECK_IN_STATUS_IN_PROGRESS)))
        .isFalse();
    assertThat(isSame(checkIn("", ok), checkIn("", ok))).isFalse();
  }

  @Test
  void lostEventsAreKnownByWhatWasReportedWhen() {
    assertThat(isSame(lost(5), lost(5))).isTrue();
    assertThat(isSame(lost(5), lost(6))).isFalse();
    assertThat(SupplementUids.of(lost(5).build(), false, NOW))
        .isNotEqualTo(SupplementUids.of(lost(5).build(), false, NOW));
  }

  @Test
  void countsOfSeveralProcessesAreNeverTheSame() {
    Supplement.Builder counts =
        Supplement.newBuilder().setSessionCounts(SessionCounts.newBuilder().setExited(5));

    assertThat(isSame(counts, counts)).isFalse();
    assertThat(SupplementUids.of(counts.build(), true, NOW).size()).isEqualTo(16);
  }

  private static Supplement.Builder feedback(String id, String comments) {
    return Supplement.newBuilder()
        .setFeedback(UserFeedback.newBuilder().setFeedbackId(id).setComments(comments));
  }

  private static Supplement.Builder session(long sequence) {
    return Supplement.newBuilder()
        .setSession(
            SessionUpdate.newBuilder()
                .setSessionId(ID)
                .setSequence(sequence)
                .setStatus(SessionStatus.SESSION_STATUS_OK));
  }

  private static Supplement.Builder checkIn(String id, CheckInStatus status) {
    return Supplement.newBuilder()
        .setCheckIn(CheckIn.newBuilder().setMonitorSlug("m").setCheckInId(id).setStatus(status));
  }

  private static Supplement.Builder lost(long second) {
    return Supplement.newBuilder()
        .setOccurredAt(Timestamp.newBuilder().setSeconds(second))
        .setLostEvents(LostEvents.newBuilder().setReason("r").setCategory("c").setQuantity(2));
  }
}

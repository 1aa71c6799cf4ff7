package dev.culprit.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.load.wire.Answer;
import org.junit.jupiter.api.Test;

final class LedgerTest {
  private final Ledger ledger = new Ledger();

  @Test
  void tellsWhatBecameOfEachEvent() {
    for (int n = 0; n < 5; n++) {
      ledger.add(100 + n, 0);
    }

    ledger.answered(0, new Answer.Kept(1, 1, false, false), 5_000_000);
    ledger.answered(1, new Answer.Kept(0, 0, true, false), 6_000_000);
    ledger.answered(2, new Answer.Refused("rate_limited"), 6_000_000);
    ledger.answered(3, new Answer.Unanswered("connection closed"), 6_000_000);

    assertThat(ledger.accepted()).isEqualTo(2);
    assertThat(ledger.inFlight()).isEqualTo(1);
    assertThat(ledger.acknowledgedMicros()).containsExactly(100, 101);
    assertThat(ledger.uncertainMicros()).containsExactly(103, 104);
    assertThat(ledger.refusals()).containsEntry("rate_limited", 1L);
    assertThat(ledger.lastAcknowledgedNanos()).isEqualTo(6_000_000);
  }

  @Test
  void measuresFromTheTimeAnEventWasDue() {
    ledger.add(1, 2_000_000);

    ledger.answered(0, new Answer.Kept(1, 1, false, false), 12_000_000);

    assertThat(ledger.latencies().getMaxValue()).isBetween(9_990L, 10_010L);
  }

  @Test
  void holdsMoreThanOneChunk() {
    for (int n = 0; n < 200_000; n++) {
      long sequence = ledger.add(n, 0);
      ledger.answered(sequence, new Answer.Kept(1, 1, false, false), 1);
    }

    assertThat(ledger.acknowledgedMicros()).hasSize(200_000).isSorted();
  }
}

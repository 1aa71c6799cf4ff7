package dev.culprit.alert.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.alert.detect.Verdict.State;
import dev.culprit.alert.rate.MinuteSeries;
import org.junit.jupiter.api.Test;

class ThresholdDetectorTest {
  private static final int NOW = 29_000_000;
  private final MinuteSeries counts = new MinuteSeries();

  @Test
  void firesAboveTheNumberAndNotAtIt() {
    counts.raise(NOW - 4, 6);
    counts.raise(NOW, 4);
    assertThat(judge().state()).isEqualTo(State.ELEVATED);

    counts.raise(NOW, 5);
    assertThat(judge().state()).isEqualTo(State.FIRING);
    assertThat(judge().sentence()).isEqualTo("11 events in 5 minutes, more than 10");
  }

  @Test
  void isCalmAtHalfTheNumber() {
    counts.raise(NOW, 5);
    assertThat(judge().state()).isEqualTo(State.CALM);

    counts.raise(NOW, 6);
    assertThat(judge().state()).isEqualTo(State.ELEVATED);
    assertThat(judge().sentence()).isEqualTo("6 events in 5 minutes, not more than 10");
  }

  @Test
  void stillSeesTheWindowThatEndedAMinuteAgo() {
    counts.raise(NOW - 5, 11);
    assertThat(judge().state()).isEqualTo(State.FIRING);
  }

  @Test
  void lateEventsOpenNothing() {
    counts.raise(NOW - 6, 1_000_000);
    assertThat(judge().state()).isEqualTo(State.CALM);
  }

  @Test
  void eventsAheadOfTimeCountWhenTheirMinuteComes() {
    counts.raise(NOW + 3, 100);
    assertThat(judge().state()).isEqualTo(State.CALM);
    assertThat(ThresholdDetector.judge(counts, NOW + 3, 10, 5).state()).isEqualTo(State.FIRING);
  }

  private Verdict judge() {
    return ThresholdDetector.judge(counts, NOW, 10, 5);
  }
}

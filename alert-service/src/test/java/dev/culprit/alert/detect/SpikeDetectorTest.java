package dev.culprit.alert.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.alert.detect.Verdict.State;
import dev.culprit.alert.rate.MinuteSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpikeDetectorTest {
  private static final int HOUR = 60;
  private static final int DAY = 24 * HOUR;
  private static final int NOW = SyntheticSeries.START;

  @Test
  void saysTheNumbersInOneSentence() {
    MinuteSeries counts = new MinuteSeries();
    for (int minute = NOW - 2 * DAY; minute < NOW; minute++) {
      counts.raise(minute, minute % 5 == 0 ? 4 : 3);
    }
    counts.raise(NOW - 4, 250);
    counts.raise(NOW - 2, 250);
    counts.raise(NOW, 200);

    Verdict verdict = judge(counts, NOW - 2 * DAY);

    assertThat(verdict.state()).isEqualTo(State.FIRING);
    assertThat(verdict.sentence()).isEqualTo("706 events in 5 minutes, usually 16.0 (44x)");
    assertThat(verdict.numbers().observed()).isEqualTo(706);
    assertThat(verdict.numbers().windowMinutes()).isEqualTo(5);
  }

  @Test
  void saysNoneWhenNothingIsUsual() {
    MinuteSeries counts = new MinuteSeries();
    counts.raise(NOW, 25);

    Verdict verdict = judge(counts, NOW - DAY);

    assertThat(verdict.state()).isEqualTo(State.FIRING);
    assertThat(verdict.sentence()).isEqualTo("25 events in 1 minute, usually none");
  }

  @Test
  void needsTheMinimumOfEventsHoweverRareTheProblem() {
    MinuteSeries counts = new MinuteSeries();
    counts.raise(NOW, 19);

    assertThat(judge(counts, NOW - DAY).state()).isEqualTo(State.ELEVATED);

    counts.raise(NOW, 20);
    assertThat(judge(counts, NOW - DAY).state()).isEqualTo(State.FIRING);
  }

  @Test
  void judgesAFewEventsOfARareProblemByChanceWhenTheMinimumIsLow() {
    MinuteSeries counts = new MinuteSeries();
    counts.raise(NOW - 200, 1);
    counts.raise(NOW, 5);

    assertThat(judge(counts, NOW - DAY, Sensitivity.MEDIUM, 1).state()).isNotEqualTo(State.FIRING);

    counts.raise(NOW, 12);
    assertThat(judge(counts, NOW - DAY, Sensitivity.MEDIUM, 1).state()).isEqualTo(State.FIRING);
  }

  @Test
  void doesNotAskForTheBaselineWhileThereIsLittle() {
    MinuteSeries counts = new MinuteSeries();
    counts.raise(NOW, 10);

    Verdict verdict =
        SpikeDetector.judge(
            counts,
            NOW,
            () -> {
              throw new AssertionError("asked");
            },
            Sensitivity.MEDIUM,
            20);

    assertThat(verdict.state()).isEqualTo(State.CALM);
  }

  @Test
  void judgesTheFirstHourByALargerMinimum() {
    MinuteSeries counts = new MinuteSeries();
    counts.raise(NOW - 1, 60);
    counts.raise(NOW, 40);

    assertThat(judge(counts, NOW - 1).state()).isEqualTo(State.ELEVATED);

    counts.raise(NOW, 41);
    Verdict verdict = judge(counts, NOW - 1);
    assertThat(verdict.state()).isEqualTo(State.FIRING);
    assertThat(verdict.sentence())
        .isEqualTo("101 events in 5 minutes in its first hour, the line is 100");
  }

  @Test
  void lateEventsOpenNothing() {
    MinuteSeries counts = new MinuteSeries();
    counts.raise(NOW - 30, 5000);

    assertThat(judge(counts, NOW - DAY).state()).isEqualTo(State.CALM);
  }

  @ParameterizedTest
  @CsvSource({"0.01,1", "0.3,1", "2,1", "2,5", "20,1", "20,10", "300,1", "300,40"})
  void firesAtMostOnceInAWeekOfASteadyRate(double rate, double dispersion) {
    List<Integer> opened = new ArrayList<>();
    for (long seed = 1; seed <= 3; seed++) {
      opened.addAll(new SyntheticSeries(seed, dispersion).play(5 * DAY / 2, minute -> rate));
    }

    opened.removeIf(minute -> minute < HOUR);
    assertThat(opened).hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0,30", "0.01,30", "0.3,20", "2,20", "20,120", "300,1500"})
  void firesWithinThreeMinutesOfASpike(double rate, double spike) {
    int at = 30 * HOUR;
    for (long seed = 1; seed <= 5; seed++) {
      List<Integer> opened =
          new SyntheticSeries(seed, 1.5)
              .play(32 * HOUR, minute -> minute >= at && minute < at + 10 ? spike : rate);
      assertThat(opened.stream().filter(minute -> minute >= HOUR).toList())
          .as("rate %s spike %s seed %s", rate, spike, seed)
          .singleElement()
          .satisfies(minute -> assertThat(minute).isBetween(at, at + 3));
    }
  }

  @Test
  void seesABurstOfOneMinute() {
    int at = 26 * HOUR;
    List<Integer> opened =
        new SyntheticSeries(7, 1).play(27 * HOUR, minute -> minute == at ? 60 : 1);

    assertThat(opened).containsExactly(at);
  }

  @Test
  void seesARampThatNeverJumps() {
    int at = 26 * HOUR;
    IntToDoubleFunction ramp = minute -> minute < at ? 4 : 4 + (minute - at) * 2.0;

    assertThat(new SyntheticSeries(3, 1).play(27 * HOUR, ramp))
        .singleElement()
        .satisfies(minute -> assertThat(minute).isBetween(at + 4, at + 25));
  }

  @Test
  void takesSlowGrowthForNormal() {
    IntToDoubleFunction growing = minute -> 10 * Math.pow(2, minute / (double) DAY);

    assertThat(new SyntheticSeries(5, 2).play(5 * DAY, growing)).allMatch(minute -> minute < HOUR);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void takesDayAndNightForNormal(long seed) {
    IntToDoubleFunction season =
        minute -> 55 - 45 * Math.cos(2 * Math.PI * (minute % DAY) / (double) DAY);

    assertThat(new SyntheticSeries(seed, 2).play(4 * DAY, season))
        .filteredOn(minute -> minute > 6 * HOUR)
        .isEmpty();
  }

  @Test
  void takesAReturnFromAnOutageForNormal() {
    int outage = 3 * DAY;
    IntToDoubleFunction rate = minute -> minute >= outage && minute < outage + 4 * HOUR ? 0 : 50;

    assertThat(new SyntheticSeries(5, 1).play(4 * DAY, rate)).allMatch(minute -> minute < HOUR);
  }

  @Test
  void getsUsedToABurstEveryHour() {
    IntToDoubleFunction hourly = minute -> minute % HOUR == 30 ? 200 : 0.2;

    assertThat(new SyntheticSeries(5, 1).play(4 * DAY, hourly))
        .allMatch(minute -> minute < 12 * HOUR);
  }

  @Test
  void expectsANightlyBurstFromTheThirdNightOn() {
    IntToDoubleFunction nightly = minute -> minute % DAY >= 180 && minute % DAY < 185 ? 100 : 0.5;

    assertThat(new SyntheticSeries(9, 1).play(7 * DAY, nightly))
        .hasSizeBetween(1, 2)
        .allMatch(minute -> minute < 2 * DAY);
  }

  @Test
  void aLargerBurstThanEveryNightStillFires() {
    IntToDoubleFunction nightly =
        minute -> minute % DAY < 180 || minute % DAY >= 185 ? 0.5 : minute > 5 * DAY ? 1000 : 100;

    assertThat(new SyntheticSeries(9, 1).play(6 * DAY, nightly))
        .last()
        .satisfies(minute -> assertThat(minute).isBetween(5 * DAY + 180, 5 * DAY + 182));
  }

  @Test
  void aStepFiresOnceAndBecomesNormal() {
    int at = 2 * DAY;
    List<Integer> opened =
        new SyntheticSeries(2, 1).play(4 * DAY, minute -> minute < at ? 10 : 100);

    assertThat(opened).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"LOW,0", "MEDIUM,0", "HIGH,1"})
  void sensitivityMovesTheLine(Sensitivity sensitivity, int incidents) {
    List<Integer> opened =
        new SyntheticSeries(4, 1)
            .play(27 * HOUR, minute -> minute < 26 * HOUR ? 100 : 225, sensitivity, 20);

    assertThat(opened.stream().filter(minute -> minute >= HOUR)).hasSize(incidents);
  }

  private static Verdict judge(MinuteSeries counts, int firstMinute) {
    return judge(counts, firstMinute, Sensitivity.MEDIUM, 20);
  }

  private static Verdict judge(
      MinuteSeries counts, int firstMinute, Sensitivity sensitivity, long minimum) {
    return SpikeDetector.judge(
        counts, NOW, () -> Baseline.estimate(counts, NOW, firstMinute), sensitivity, minimum);
  }
}

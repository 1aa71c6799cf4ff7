package dev.culprit.alert.detect;

import dev.culprit.alert.detect.Baseline.WindowLevel;
import dev.culprit.alert.detect.Verdict.Numbers;
import dev.culprit.alert.detect.Verdict.State;
import dev.culprit.alert.rate.MinuteCounts;
import java.util.function.Supplier;

/**
 * Fires when a series is far above its own usual rate in a window of 1, 5 or 15 minutes. Three
 * lines must all be passed: the rule's minimum of events, a multiple of the usual count, and what
 * chance explains given the noise measured in this series. In its first hour a series has no usual
 * rate and is judged by a larger minimum alone.
 */
public final class SpikeDetector {
  private static final int FIRST_HOUR_WINDOW = 5;

  private SpikeDetector() {}

  /**
   * Judges it.
   *
   * @param baseline asked for only when the counts reach half the minimum, because it costs more
   *     than the rest
   */
  public static Verdict judge(
      MinuteCounts counts,
      int nowMinute,
      Supplier<Baseline> baseline,
      Sensitivity sensitivity,
      long minimumEvents) {
    long widest = OpenWindow.observed(counts, nowMinute, 15);
    if (widest * 2 <= minimumEvents) {
      return new Verdict(
          State.CALM,
          "%s in 15 minutes, too few to judge".formatted(Phrases.events(widest)),
          new Numbers(widest, (double) minimumEvents, 0, 15));
    }
    Baseline usual = baseline.get();
    return usual.firstHour()
        ? judgeFirstHour(counts, nowMinute, minimumEvents * sensitivity.firstHourFactor)
        : judgeWindows(counts, nowMinute, usual, sensitivity, minimumEvents);
  }

  private static Verdict judgeFirstHour(MinuteCounts counts, int nowMinute, long line) {
    long observed = OpenWindow.observed(counts, nowMinute, FIRST_HOUR_WINDOW);
    String sentence =
        "%s in 5 minutes in its first hour, the line is %d"
            .formatted(Phrases.events(observed), line);
    return new Verdict(
        state(observed, (double) line, 0),
        sentence,
        new Numbers(observed, (double) line, 0, FIRST_HOUR_WINDOW));
  }

  private static Verdict judgeWindows(
      MinuteCounts counts, int nowMinute, Baseline usual, Sensitivity sensitivity, long minimum) {
    Verdict strongest =
        new Verdict(State.CALM, "too little is known of its usual rate", Numbers.NONE);
    double strength = -1;
    for (WindowLevel window : usual.usual()) {
      long observed = OpenWindow.observed(counts, nowMinute, window.windowMinutes());
      double line = line(window.level(), sensitivity, minimum);
      if (observed / line > strength) {
        strength = observed / line;
        strongest = verdict(window, observed, line);
      }
    }
    return strongest;
  }

  private static double line(Level level, Sensitivity sensitivity, long minimum) {
    // One less than the minimum, because a line is there to be passed.
    return Math.max(
        Math.max(minimum - 1.0, sensitivity.ratio * level.center()),
        Math.max(1, level.limit(sensitivity.deviations)));
  }

  private static Verdict verdict(WindowLevel window, long observed, double line) {
    double center = window.level().center();
    String sentence =
        "%s in %s, usually %s%s"
            .formatted(
                Phrases.events(observed),
                Phrases.minutes(window.windowMinutes()),
                Phrases.rate(center),
                Phrases.ratio(observed, center));
    return new Verdict(
        state(observed, line, center),
        sentence,
        new Numbers(observed, line, center, window.windowMinutes()));
  }

  /** Calm begins half-way between the usual and the line. */
  private static State state(long observed, double line, double usual) {
    if (observed > line) {
      return State.FIRING;
    }
    return observed * 2 > line + usual ? State.ELEVATED : State.CALM;
  }
}

package dev.culprit.alert.detect;

import dev.culprit.alert.detect.Verdict.Numbers;
import dev.culprit.alert.detect.Verdict.State;
import dev.culprit.alert.rate.MinuteCounts;

/**
 * Fires when there are more events in a window than a fixed number; calm again below half of it.
 */
public final class ThresholdDetector {
  private ThresholdDetector() {}

  public static Verdict judge(MinuteCounts counts, int nowMinute, long events, int windowMinutes) {
    long observed = OpenWindow.observed(counts, nowMinute, windowMinutes);
    String sentence =
        "%s in %s, %s %d"
            .formatted(
                Phrases.events(observed),
                Phrases.minutes(windowMinutes),
                observed > events ? "more than" : "not more than",
                events);
    return new Verdict(
        state(observed, events),
        sentence,
        new Numbers(observed, (double) events, 0, windowMinutes));
  }

  private static State state(long observed, long events) {
    if (observed > events) {
      return State.FIRING;
    }
    return observed * 2 > events ? State.ELEVATED : State.CALM;
  }
}

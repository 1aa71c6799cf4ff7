package dev.culprit.alert.incident;

import dev.culprit.alert.detect.Baseline;
import dev.culprit.alert.detect.SpikeDetector;
import dev.culprit.alert.detect.ThresholdDetector;
import dev.culprit.alert.detect.Verdict;
import dev.culprit.alert.detect.Verdict.Numbers;
import dev.culprit.alert.rate.MinuteCounts;
import dev.culprit.alert.rate.RateSeries;
import dev.culprit.alert.rate.SeriesKey;
import dev.culprit.alert.rule.Condition;
import dev.culprit.alert.rule.Condition.NewProblem;
import dev.culprit.alert.rule.Condition.Regression;
import dev.culprit.alert.rule.Condition.Spike;
import dev.culprit.alert.rule.Condition.Threshold;
import dev.culprit.alert.rule.Rule;
import dev.culprit.alert.rule.RuleIndex;
import java.util.List;

/**
 * Which rules a transition meets, and what a rate looks like to a rule. Knows no clock and no
 * store.
 */
public final class RuleMatcher {
  private RuleMatcher() {}

  /** The incidents that a transition opens. */
  public static List<Opening> meet(RuleIndex rules, Transition transition) {
    return rules.ofProject(transition.projectId()).stream()
        .filter(
            rule -> rule.hears(transition.environment()) && isAbout(rule.condition(), transition))
        .map(rule -> opening(rule, transition))
        .toList();
  }

  /** Judges a series by a rule that watches it. */
  static Verdict judge(Rule rule, RateSeries series, int nowMinute) {
    MinuteCounts counts = series.counts(rule.environment());
    if (rule.condition() instanceof Threshold threshold) {
      return ThresholdDetector.judge(
          counts, nowMinute, threshold.events(), threshold.windowMinutes());
    }
    if (rule.condition() instanceof Spike spike) {
      return SpikeDetector.judge(
          counts,
          nowMinute,
          () ->
              series.rememberedFor(
                  nowMinute,
                  rule.environment(),
                  () -> Baseline.estimate(counts, nowMinute, series.firstMinute())),
          spike.sensitivity(),
          spike.minimumEvents());
    }
    throw new IllegalArgumentException("a rule about transitions judges no rates");
  }

  private static boolean isAbout(Condition condition, Transition transition) {
    return switch (transition.kind()) {
      case OPENED -> condition instanceof NewProblem;
      case REGRESSED -> condition instanceof Regression;
      default -> false;
    };
  }

  private static Opening opening(Rule rule, Transition transition) {
    SeriesKey scope = new SeriesKey(transition.projectId(), transition.problemId());
    return new Opening(rule, scope, reason(transition), Numbers.NONE);
  }

  private static String reason(Transition transition) {
    String where = transition.environment().isEmpty() ? "" : " in " + transition.environment();
    String release = transition.release().isEmpty() ? "" : ", release " + transition.release();
    return transition.kind() == Transition.Kind.OPENED
        ? "seen for the first time" + where + release
        : "came back" + where + " after it was resolved" + release;
  }
}

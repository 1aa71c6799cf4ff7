package dev.culprit.alert.rule;

import dev.culprit.alert.detect.Sensitivity;
import dev.culprit.alert.rate.SeriesKey;

/** What a rule looks at. */
public sealed interface Condition {
  /** The stable name in the database, in notifications and in metrics. */
  String kind();

  /** A problem was opened. */
  record NewProblem() implements Condition {
    @Override
    public String kind() {
      return "new_problem";
    }
  }

  /** A resolved problem came back. */
  record Regression() implements Condition {
    @Override
    public String kind() {
      return "regression";
    }
  }

  /** More events than a fixed number within a window. */
  record Threshold(long events, int windowMinutes, Scope scope) implements Condition {
    @Override
    public String kind() {
      return "threshold";
    }
  }

  /** A rate far above its own baseline. */
  record Spike(Scope scope, Sensitivity sensitivity, long minimumEvents) implements Condition {
    public static final long DEFAULT_MINIMUM_EVENTS = 20;

    @Override
    public String kind() {
      return "spike";
    }
  }

  /** Whether such a condition is judged on this series. */
  default boolean watches(SeriesKey key) {
    if (this instanceof Threshold threshold) {
      return threshold.scope().covers(key);
    }
    return this instanceof Spike spike && spike.scope().covers(key);
  }
}

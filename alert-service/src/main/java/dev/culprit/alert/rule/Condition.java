package dev.culprit.alert.rule;

import dev.culprit.alert.detect.Sensitivity;
import dev.culprit.alert.rate.SeriesKey;
import java.util.Optional;

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

  /** More than a fixed share of the requests were answered 5xx within a window. */
  record ErrorShare(double percent, int windowMinutes, long minimumErrors, ShareScope scope)
      implements Condition {
    public static final long DEFAULT_MINIMUM_ERRORS = 10;

    @Override
    public String kind() {
      return "error_share";
    }
  }

  /** A share of requests answered 5xx that is far above its own baseline. */
  record ErrorShareSpike(Sensitivity sensitivity, long minimumErrors, ShareScope scope)
      implements Condition {
    @Override
    public String kind() {
      return "error_share_spike";
    }
  }

  /** Of a rule about a share, which requests it is taken of; empty for other rules. */
  default Optional<ShareScope> shareScope() {
    if (this instanceof ErrorShare share) {
      return Optional.of(share.scope());
    }
    return this instanceof ErrorShareSpike spike ? Optional.of(spike.scope()) : Optional.empty();
  }

  /** Whether such a condition is judged on this series. */
  default boolean watches(SeriesKey key) {
    if (this instanceof Threshold threshold) {
      return threshold.scope().covers(key);
    }
    return this instanceof Spike spike && spike.scope().covers(key);
  }
}

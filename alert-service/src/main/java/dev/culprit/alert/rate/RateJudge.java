package dev.culprit.alert.rate;

import io.vertx.core.Future;
import java.util.Collection;

/** Looks at series whose counts have changed. */
public interface RateJudge {
  /** Whether any rule could fire on such a series; others are neither loaded nor held. */
  boolean isWatched(SeriesKey key);

  /** Judges them now; a failure means that they should be judged again. */
  Future<Void> judge(Collection<RateSeries> changed);
}

package dev.culprit.alert.detect;

import dev.culprit.alert.rate.MinuteCounts;
import java.util.function.IntToLongFunction;

/**
 * Whether a spike was to be expected because the same happened at the same time on earlier days: a
 * nightly job, a Monday morning. Two of the last seven days must have had a comparable window.
 */
public final class Precedents {
  public static final int DAYS = 7;

  /** How far the time of day may differ. */
  public static final int AROUND_MINUTES = 20;

  private static final int DAY = 24 * 60;
  private static final int NEEDED = 2;

  /** A precedent may have been this much smaller. */
  private static final double COMPARABLE = 1.5;

  private Precedents() {}

  /** Counts the earlier days, today's counts being in the same series. */
  public static int count(MinuteCounts history, int nowMinute, Verdict verdict) {
    int window = verdict.numbers().windowMinutes();
    int found = 0;
    for (int day = 1; day <= DAYS; day++) {
      int middle = nowMinute - day * DAY;
      IntToLongFunction endingAt = end -> history.sum(end - window + 1, end);
      long highest = 0;
      for (int end = middle - AROUND_MINUTES; end <= middle + AROUND_MINUTES; end++) {
        highest = Math.max(highest, endingAt.applyAsLong(end));
      }
      if (highest * COMPARABLE >= verdict.numbers().observed()) {
        found++;
      }
    }
    return found;
  }

  /** Whether that many earlier days make it expected. */
  public static boolean expects(int days) {
    return days >= NEEDED;
  }
}

package dev.culprit.alert.detect;

import dev.culprit.alert.rate.MinuteCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is usual for a series at one minute, for windows of 1, 5 and 15 minutes: how the last 24
 * hours were, without the last 15 minutes. A busy series is also compared with its last three hours
 * and with the same time yesterday; the middle of the three counts, so that neither a night, nor an
 * outage that just ended, nor yesterday's incident alone sets the scale.
 *
 * @param usual the level by window, in the order of {@link #WINDOWS}; null = too little is known
 */
public record Baseline(int minute, boolean firstHour, List<WindowLevel> usual) {
  static final int[] WINDOWS = {1, 5, 15};

  /** Minutes of counts a baseline needs: a day, an hour around the same time yesterday, the gap. */
  public static final int HORIZON_MINUTES = 24 * 60 + 60 + 15;

  private static final int DAY = 24 * 60;
  private static final int GAP = 15;
  private static final int RECENT = 3 * 60;
  private static final int AROUND = 60;
  private static final int FEWEST_BUCKETS = 8;

  /** Fewer buckets than this do not tell how noisy a series is. */
  private static final int ENOUGH_FOR_NOISE = 24;

  record WindowLevel(int windowMinutes, Level level) {}

  /**
   * Estimates it.
   *
   * @param firstMinute when the series began; what lies before is not taken for silence
   */
  public static Baseline estimate(MinuteCounts counts, int nowMinute, int firstMinute) {
    if (nowMinute - firstMinute < 60) {
      return new Baseline(nowMinute, true, List.of());
    }
    int end = nowMinute - GAP;
    int history = Math.min(DAY, end - firstMinute + 1);
    boolean knowsYesterday = firstMinute <= nowMinute - DAY - AROUND;
    List<WindowLevel> usual = new ArrayList<>(WINDOWS.length);
    for (int window : WINDOWS) {
      if (history / window >= FEWEST_BUCKETS) {
        usual.add(new WindowLevel(window, level(counts, window, end, history, knowsYesterday)));
      }
    }
    return new Baseline(nowMinute, false, List.copyOf(usual));
  }

  private static Level level(
      MinuteCounts counts, int window, int end, int history, boolean knowsYesterday) {
    Level day = before(counts, window, end, history);
    if (!day.isBusy() || history < 2 * RECENT) {
      return day;
    }
    Level recent = before(counts, window, end, RECENT);
    if (!knowsYesterday) {
      return day.center() >= recent.center() ? day : recent;
    }
    Level yesterday = before(counts, window, end + GAP - DAY + AROUND, 2 * AROUND);
    List<Level> levels = new ArrayList<>(List.of(day, recent, yesterday));
    levels.sort(Comparator.comparingDouble(Level::center));
    Level middle = levels.get(1);
    return 2 * AROUND / window < ENOUGH_FOR_NOISE ? middle.atLeastAsNoisyAs(day) : middle;
  }

  private static Level before(MinuteCounts counts, int window, int end, int minutes) {
    int buckets = minutes / window;
    return Level.of(counts.buckets(end - buckets * window + 1, window, buckets));
  }
}

package dev.culprit.alert.detect;

import dev.culprit.alert.rate.MinuteCounts;

/**
 * The windows that can still fire: the one that ends in the current minute and the one that ended
 * in the minute before, so that events that arrive a moment late are judged. Events for older
 * minutes count, but open nothing.
 */
final class OpenWindow {
  private OpenWindow() {}

  static long observed(MinuteCounts counts, int nowMinute, int windowMinutes) {
    return Math.max(
        counts.sum(nowMinute - windowMinutes + 1, nowMinute),
        counts.sum(nowMinute - windowMinutes, nowMinute - 1));
  }
}

package dev.culprit.grouping.event;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.culprit.grouping.problem.FingerprintKey;
import java.time.Clock;
import java.time.Duration;

/**
 * Decides which events of a flood keep their payload and stack trace: of each fingerprint and hour
 * the first ones, then ever fewer, and never none for longer than ten seconds, so that a recent one
 * is always there. What it has seen is its own: each instance keeps that many. Safe for use by many
 * threads.
 */
public final class PayloadSampler {

  private static final long LONGEST_GAP_MILLIS = Duration.ofSeconds(10).toMillis();
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private final int perHour;
  private final Clock clock;
  private final Cache<FingerprintKey, Window> windows;

  /** {@code perHour} is how many are kept before sampling begins; 0 keeps all. */
  public PayloadSampler(int perHour, Clock clock) {
    this.perHour = perHour;
    this.clock = clock;
    this.windows =
        Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(Duration.ofHours(1)).build();
  }

  public boolean keeps(FingerprintKey fingerprint) {
    return perHour == 0
        || windows.get(fingerprint, key -> new Window()).keepsNext(clock.millis(), perHour);
  }

  private static final class Window {

    private long hour;
    private long seen;
    private long lastKept;

    synchronized boolean keepsNext(long now, int perHour) {
      if (now / HOUR_MILLIS != hour) {
        hour = now / HOUR_MILLIS;
        seen = 0;
      }
      seen++;
      // The gap doubles whenever the number seen doubles: half of perHour more for each doubling.
      long gap = 2 * Long.highestOneBit(Math.max(1, seen / perHour));
      boolean keeps = seen <= perHour || seen % gap == 0 || now - lastKept >= LONGEST_GAP_MILLIS;
      if (keeps) {
        lastKept = now;
      }
      return keeps;
    }
  }
}

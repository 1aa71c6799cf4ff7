package dev.culprit.load;

import java.time.Duration;

/**
 * When which event is due. With a rate the times are fixed before the run, whatever the server does
 * (an open loop): a late answer then counts from the time its event was due. Without a rate
 * everything is due at once and the wire's room sets the pace.
 *
 * @param rate events a second, 0 = as fast as they are answered
 * @param count how many events, or {@link Long#MAX_VALUE}
 * @param duration for how long, or null for as long as it takes
 */
record Pace(double rate, long count, Duration duration) {
  /** Longer than any run. */
  static final Duration ENDLESS = Duration.ofDays(365);

  Pace {
    if (rate < 0 || count < 1 || duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("A run needs a rate, a count and a duration above zero.");
    }
  }

  /** How many events are due when the run is this old. */
  long due(long elapsedNanos) {
    long within = Math.min(elapsedNanos, nanos());
    if (rate == 0) {
      return elapsedNanos < nanos() ? count : 0;
    }
    return Math.min(count, (long) Math.floor(within * rate / 1e9) + 1);
  }

  /** When the event is due, counted from the start; only with a rate. */
  long dueAt(long sequence) {
    return (long) (sequence * 1e9 / rate);
  }

  boolean isOpenLoop() {
    return rate > 0;
  }

  /** Whether no further event will become due. */
  boolean isOver(long sent, long elapsedNanos) {
    return sent >= count || (elapsedNanos >= nanos() && (rate == 0 || sent >= due(elapsedNanos)));
  }

  private long nanos() {
    return duration.compareTo(ENDLESS) >= 0 ? Long.MAX_VALUE : duration.toNanos();
  }
}

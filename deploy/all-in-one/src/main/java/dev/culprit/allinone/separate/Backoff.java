package dev.culprit.allinone.separate;

import java.time.Duration;

/**
 * How long to wait before a process is started again: twice as long each time, from the start again
 * after a quiet minute.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(15);
  private static final Duration QUIET = Duration.ofMinutes(1);

  private Duration next = FIRST;

  /** The wait after a process that lived this long. */
  Duration after(Duration lived) {
    if (lived.compareTo(QUIET) >= 0) {
      next = FIRST;
    }
    Duration wait = next;
    next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
    return wait;
  }
}

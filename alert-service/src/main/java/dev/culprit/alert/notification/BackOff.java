package dev.culprit.alert.notification;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before trying again: growing by 2.75 each time, so that eight attempts take
 * about an hour, and spread by a fifth so that many failed at once do not return at once.
 */
final class BackOff {
  static final int MOST_ATTEMPTS = 8;
  private static final double GROWTH = 2.75;
  private static final double SPREAD = 0.2;

  private final Duration first;
  private final DoubleSupplier random;

  BackOff(Duration first, DoubleSupplier random) {
    this.first = first;
    this.random = random;
  }

  static boolean isLast(int attempt) {
    return attempt >= MOST_ATTEMPTS;
  }

  /** The pause after an attempt, at least what the other side asked for. */
  Duration after(int attempt, Duration asked) {
    double factor =
        Math.pow(GROWTH, attempt - 1) * (1 - SPREAD + 2 * SPREAD * random.getAsDouble());
    Duration pause = Duration.ofMillis((long) (first.toMillis() * factor));
    return pause.compareTo(asked) >= 0 ? pause : asked;
  }
}

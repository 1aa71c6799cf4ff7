package dev.culprit.query.grouping;

import org.jspecify.annotations.Nullable;

/** How alike two traces are, from 0 to 1; stored as a real, whose tail of digits says nothing. */
final class Likeness {
  private static final double STEPS = 10_000;

  private Likeness() {}

  static @Nullable Double rounded(@Nullable Number likeness) {
    return likeness == null ? null : Math.round(likeness.doubleValue() * STEPS) / STEPS;
  }
}

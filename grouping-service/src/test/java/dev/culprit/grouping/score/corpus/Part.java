package dev.culprit.grouping.score.corpus;

import java.util.Locale;

/**
 * Which seeds: those that may be looked at while grouping is tuned, and those that nobody reads.
 */
public enum Part {
  TUNING,
  UNTOUCHED;

  public String folder() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.culprit.grouping.monitor;

import java.util.Locale;

/** How a run of a monitor stands. */
public enum RunStatus {
  IN_PROGRESS,
  OK,
  FAILED,
  MISSED,
  TIMEOUT;

  /** The word in tables and interfaces. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RunStatus of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}

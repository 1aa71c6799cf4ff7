package dev.culprit.grouping.supplement;

/** How a session is counted, from well to worst: an update only ever makes it worse. */
public enum SessionOutcome {
  WELL,
  ERRORED,
  UNHANDLED,
  ABNORMAL,
  CRASHED;

  static SessionOutcome of(int code) {
    return values()[code];
  }

  /** As it is stored. */
  int code() {
    return ordinal();
  }

  SessionOutcome worse(SessionOutcome other) {
    return compareTo(other) >= 0 ? this : other;
  }
}

package dev.culprit.grouping.supplement;

/** How a session is counted, from well to worst: an update only ever makes it worse. */
public enum SessionOutcome {
  WELL(0),
  ERRORED(1),
  UNHANDLED(2),
  ABNORMAL(3),
  CRASHED(4);

  private final int code;

  SessionOutcome(int code) {
    this.code = code;
  }

  static SessionOutcome of(int code) {
    for (SessionOutcome outcome : values()) {
      if (outcome.code == code) {
        return outcome;
      }
    }
    throw new IllegalArgumentException("No outcome has the code " + code);
  }

  /** As it is stored. */
  int code() {
    return code;
  }

  SessionOutcome worse(SessionOutcome other) {
    return compareTo(other) >= 0 ? this : other;
  }
}

package dev.culprit.alert.incident;

import java.time.Instant;

/** A change of a problem's state. */
public record Transition(
    long projectId,
    long problemId,
    Kind kind,
    Instant at,
    String environment,
    String release,
    ProblemSummary problem) {

  /** What happened to the problem, and with it to its incidents. */
  public enum Kind {
    OPENED,
    REGRESSED,
    RESOLVED,
    UNRESOLVED,
    IGNORED,
    DELETED;

    /** Whether it tells what the problem is called now. */
    public boolean describes() {
      return this == OPENED || this == REGRESSED;
    }
  }
}

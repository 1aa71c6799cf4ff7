package dev.culprit.grouping.supplement;

import java.time.Instant;
import java.util.UUID;

/**
 * A session and how it is counted.
 *
 * @param mayBeNew whether it counts as started when nothing is known of it
 */
record SessionRow(
    SupplementKey key,
    SessionSums.Key counted,
    SessionOutcome outcome,
    boolean mayBeNew,
    Instant touchedAt) {

  static SessionRow of(
      long projectId,
      UUID session,
      SessionSums.Key counted,
      SessionOutcome outcome,
      boolean mayBeNew,
      Instant touchedAt) {
    return new SessionRow(
        new SupplementKey(projectId, session), counted, outcome, mayBeNew, touchedAt);
  }

  /** Two updates of one session in one. */
  SessionRow merge(SessionRow later) {
    return new SessionRow(
        key,
        counted,
        outcome.worse(later.outcome),
        mayBeNew || later.mayBeNew,
        touchedAt.isAfter(later.touchedAt) ? touchedAt : later.touchedAt);
  }
}

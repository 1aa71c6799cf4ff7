package dev.culprit.grouping.supplement;

import java.time.Instant;
import java.util.Comparator;

/** What is added to the sessions of one hour, release and environment; may take away too. */
record SessionSums(
    Key key, long started, long errored, long unhandled, long abnormal, long crashed) {

  /** Where sessions are counted. */
  record Key(long projectId, Instant hour, String release, String environment)
      implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::projectId)
            .thenComparing(Key::hour)
            .thenComparing(Key::release)
            .thenComparing(Key::environment);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  static SessionSums started(Key key, SessionOutcome outcome) {
    return new SessionSums(key, 1, 0, 0, 0, 0).plus(one(key, outcome, 1));
  }

  /** One session moves from one outcome to another. */
  static SessionSums moved(Key key, SessionOutcome from, SessionOutcome to) {
    return one(key, from, -1).plus(one(key, to, 1));
  }

  private static SessionSums one(Key key, SessionOutcome outcome, long count) {
    return new SessionSums(
        key,
        0,
        outcome == SessionOutcome.ERRORED ? count : 0,
        outcome == SessionOutcome.UNHANDLED ? count : 0,
        outcome == SessionOutcome.ABNORMAL ? count : 0,
        outcome == SessionOutcome.CRASHED ? count : 0);
  }

  SessionSums plus(SessionSums other) {
    return new SessionSums(
        key,
        started + other.started,
        errored + other.errored,
        unhandled + other.unhandled,
        abnormal + other.abnormal,
        crashed + other.crashed);
  }
}

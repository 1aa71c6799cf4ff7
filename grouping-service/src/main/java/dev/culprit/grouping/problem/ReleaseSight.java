package dev.culprit.grouping.problem;

import java.time.Instant;
import java.util.Comparator;

/** When a release was first seen in an environment of a project, by an event. */
public record ReleaseSight(Key key, Instant firstSeen) {

  /** What is seen; never the empty release. */
  public record Key(long projectId, String environment, String release) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::projectId)
            .thenComparing(Key::environment)
            .thenComparing(Key::release);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** The earlier of two. */
  public ReleaseSight earlier(ReleaseSight other) {
    return other.firstSeen.isBefore(firstSeen) ? other : this;
  }
}

package dev.culprit.grouping.supplement;

import java.time.Instant;
import java.util.Comparator;

/** What is added to the lost events of one hour, category and reason. */
record LostSum(Key key, long quantity) {

  /** Where lost events are counted. */
  record Key(long projectId, Instant hour, String category, String reason)
      implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::projectId)
            .thenComparing(Key::hour)
            .thenComparing(Key::category)
            .thenComparing(Key::reason);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }
}

package dev.culprit.grouping.supplement;

import java.util.Comparator;
import java.util.UUID;

/** The identity of a supplement. */
record SupplementKey(long projectId, UUID uid) implements Comparable<SupplementKey> {

  private static final Comparator<SupplementKey> ORDER =
      Comparator.comparingLong(SupplementKey::projectId).thenComparing(SupplementKey::uid);

  @Override
  public int compareTo(SupplementKey other) {
    return ORDER.compare(this, other);
  }
}

package dev.culprit.ingest.otlp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.protobuf.Timestamp;
import java.time.Duration;

/**
 * The occurrences that one instance met in the last minutes, shared by its event loops. Gives all
 * records of an occurrence the time of the first, because events are told apart within a day and
 * two records of one occurrence may lie on either side of midnight; and knows which are kept, so
 * that a repeated request gets on where it was refused instead of spending its budget again. Only
 * an aid: what it has forgotten is still counted once by grouping.
 */
final class RecentOccurrences {
  private static final int MOST = 50_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private record Key(long projectId, String id) {}

  /** An occurrence that was met. */
  static final class Met {
    private final Timestamp at;
    private volatile boolean kept;

    private Met(Timestamp at) {
      this.at = at;
    }

    Timestamp at() {
      return at;
    }

    boolean isKept() {
      return kept;
    }

    void keep() {
      kept = true;
    }
  }

  private final Cache<Key, Met> met =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

  Met meet(long projectId, Occurrence occurrence) {
    return met.get(new Key(projectId, occurrence.id()), key -> new Met(occurrence.at()));
  }
}

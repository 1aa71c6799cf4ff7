package dev.culprit.grouping.problem;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where fingerprints lead, as far as it is known without PostgreSQL: first in this process, then in
 * the map that all instances share. An entry may be stale (its problem deleted); the transaction
 * that counts on it finds out.
 */
public final class KnownProblems {

  private final SharedFingerprints shared;
  private final Cache<FingerprintKey, Long> local;

  public KnownProblems(SharedFingerprints shared, int mostKnown) {
    this.shared = shared;
    this.local = Caffeine.newBuilder().maximumSize(mostKnown).recordStats().build();
  }

  /** What this process knows, at once. */
  public @Nullable Long peek(FingerprintKey key) {
    return local.getIfPresent(key);
  }

  /** What the cluster knows; unknown ones are absent. Never fails. */
  public Future<Map<FingerprintKey, Long>> lookUp(Collection<FingerprintKey> keys) {
    return keys.isEmpty()
        ? Future.succeededFuture(Map.of())
        : shared.getAll(keys).onSuccess(local::putAll);
  }

  /** Notes what a committed transaction found or opened. */
  public void remember(Map<FingerprintKey, Long> problems) {
    if (!problems.isEmpty()) {
      local.putAll(problems);
      shared.putAll(problems);
    }
  }

  /** Forgets fingerprints everywhere but in the other processes' own memory. */
  public Future<Void> forget(Collection<FingerprintKey> keys) {
    local.invalidateAll(keys);
    return keys.isEmpty() ? Future.succeededFuture() : shared.removeAll(keys);
  }

  /** Forgets, in this process, whatever leads to these problems; looks through all entries. */
  public void forgetProblems(Set<Long> problemIds) {
    List<FingerprintKey> stale = new ArrayList<>();
    local
        .asMap()
        .forEach(
            (key, id) -> {
              if (problemIds.contains(id)) {
                stale.add(key);
              }
            });
    local.invalidateAll(stale);
  }

  /** For metrics. */
  public Cache<?, ?> cache() {
    return local;
  }
}

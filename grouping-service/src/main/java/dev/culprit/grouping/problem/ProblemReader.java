package dev.culprit.grouping.problem;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Reads problems and what leads to them, outside of transactions. */
public interface ProblemReader {

  /** Unknown ones are absent. */
  Future<Map<FingerprintKey, Long>> find(Collection<FingerprintKey> fingerprints);

  /** Where a fingerprint leads, and why; empty when it leads nowhere. */
  Future<Optional<Lead>> lead(FingerprintKey fingerprint);

  /** The titles of problems; unknown ones are absent. */
  Future<Map<Long, String>> titles(Collection<Long> problemIds);

  /**
   * Where a fingerprint leads.
   *
   * @param origin opened, near_match, transition or correction
   * @param likeness of a near match, between 0 and 1; else 0
   */
  record Lead(long problemId, String origin, double likeness) {}
}

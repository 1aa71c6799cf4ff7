package dev.culprit.grouping.problem;

/**
 * A fingerprint that is to lead to a problem which others lead to already.
 *
 * @param likeness of a near match, between 0 and 1; else 0
 */
public record JoinedFingerprint(
    FingerprintKey fingerprint, long problemId, Origin origin, double likeness) {

  /** Why it leads there. */
  public enum Origin {
    /** Its trace is like those of the problem. */
    NEAR_MATCH,
    /** The same event is known by its fingerprint of another version. */
    TRANSITION;

    String code() {
      return this == NEAR_MATCH ? "near_match" : "transition";
    }
  }
}

package dev.culprit.grouping.supplement;

/** What became of one supplement. */
public sealed interface SupplementResult {

  /** It is stored; {@code isDuplicate} when it was before, so that nothing was changed. */
  record Stored(boolean isDuplicate) implements SupplementResult {}

  /** It cannot be stored, whatever is tried; the reason is one English sentence. */
  record Rejected(String reason) implements SupplementResult {}

  /** The first of its kind. */
  SupplementResult NEW = new Stored(false);

  SupplementResult DUPLICATE = new Stored(true);
}

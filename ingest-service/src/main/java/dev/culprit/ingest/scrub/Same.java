package dev.culprit.ingest.scrub;

/**
 * Tells cheaply that nothing was changed: whatever needs no cleaning comes back as the same object.
 */
final class Same {
  private Same() {}

  // Taking equal but different objects for a change only costs a needless copy.
  @SuppressWarnings("ReferenceEquality")
  static boolean object(Object after, Object before) {
    return after == before;
  }
}

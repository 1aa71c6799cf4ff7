package dev.culprit.ingest.forward;

/** The spool has reached its size. */
final class SpoolFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SpoolFullException(long bytes) {
    super("the spool holds " + bytes + " bytes and can take no more", null, false, false);
  }
}

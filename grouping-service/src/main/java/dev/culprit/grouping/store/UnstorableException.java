package dev.culprit.grouping.store;

/** What was to be stored cannot be stored, whatever is tried. */
public final class UnstorableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnstorableException(String message, Throwable cause) {
    super(message, cause);
  }
}

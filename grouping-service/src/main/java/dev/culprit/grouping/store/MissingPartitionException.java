package dev.culprit.grouping.store;

/** A day has no partition, although it had one: retention dropped it. */
public final class MissingPartitionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MissingPartitionException(Throwable cause) {
    super("A day's partition is missing", cause);
  }
}

package dev.culprit.grouping.command;

/** What is asked for cannot be done as things are; the message tells a person why. */
public final class RefusedCommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public RefusedCommandException(String message) {
    super(message);
  }
}

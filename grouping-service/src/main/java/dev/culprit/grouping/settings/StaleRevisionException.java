package dev.culprit.grouping.settings;

/** Somebody changed the settings meanwhile. */
public final class StaleRevisionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StaleRevisionException(long expected) {
    super("the settings were changed since revision " + expected);
  }
}

package dev.culprit.load.readback;

/** The REST API could not be read; the message says what was tried. */
public final class ReadBackException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ReadBackException(String message) {
    super(message);
  }
}

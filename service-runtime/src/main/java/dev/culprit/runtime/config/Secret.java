package dev.culprit.runtime.config;

/** A value that must not be printed: {@link #toString()} shows a placeholder. */
public record Secret(String value) {
  static final String REDACTED = "[secret]";

  @Override
  public String toString() {
    return REDACTED;
  }
}

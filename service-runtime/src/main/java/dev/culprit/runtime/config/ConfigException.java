package dev.culprit.runtime.config;

/**
 * A setting that a person must change before the process can start; the message names it and says
 * how.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }

  public ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}

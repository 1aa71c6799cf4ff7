package dev.culprit.ingest.airbrake;

import dev.culprit.proto.ingest.v1.Level;
import java.util.Locale;

/** Airbrake's severities, which are those of syslog, and the console's. */
final class Severities {
  private Severities() {}

  static Level level(String severity) {
    return switch (severity.toLowerCase(Locale.ROOT)) {
      case "debug", "trace" -> Level.LEVEL_DEBUG;
      case "info", "notice", "log" -> Level.LEVEL_INFO;
      case "warning", "warn" -> Level.LEVEL_WARNING;
      case "error" -> Level.LEVEL_ERROR;
      case "critical", "alert", "emergency", "fatal" -> Level.LEVEL_FATAL;
      default -> Level.LEVEL_UNSPECIFIED;
    };
  }
}

package dev.culprit.ingest.otlp;

import dev.culprit.proto.ingest.v1.Level;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.Locale;

/** How bad a log record is, by its number, else by its word, else as bad as an exception. */
final class Severities {
  private Severities() {}

  static Level of(LogRecord record) {
    int number = record.getSeverityNumberValue();
    if (number >= 1 && number <= 24) {
      return number >= 21
          ? Level.LEVEL_FATAL
          : number >= 17
              ? Level.LEVEL_ERROR
              : number >= 13
                  ? Level.LEVEL_WARNING
                  : number >= 9 ? Level.LEVEL_INFO : Level.LEVEL_DEBUG;
    }
    return switch (record.getSeverityText().strip().toUpperCase(Locale.ROOT)) {
      case "FATAL", "CRITICAL", "EMERGENCY", "ALERT", "PANIC" -> Level.LEVEL_FATAL;
      case "WARN", "WARNING" -> Level.LEVEL_WARNING;
      case "INFO", "INFORMATION", "NOTICE" -> Level.LEVEL_INFO;
      case "DEBUG", "TRACE", "VERBOSE" -> Level.LEVEL_DEBUG;
      default -> Level.LEVEL_ERROR;
    };
  }
}

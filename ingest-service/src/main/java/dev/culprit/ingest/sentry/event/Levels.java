package dev.culprit.ingest.sentry.event;

import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Level;
import java.util.Locale;

/** The words for how bad it is, as the clients write them; also the numbers of Python's loggers. */
final class Levels {
  private Levels() {}

  /** The level of an event; one that was not told is known by what happened to the exception. */
  static Level of(String told, Event.Builder event, Mendings mendings) {
    if (told.isBlank()) {
      return isUnhandled(event) ? Level.LEVEL_FATAL : Level.LEVEL_ERROR;
    }
    Level level = word(told);
    if (level == Level.LEVEL_UNSPECIFIED) {
      mendings.note("level " + Mendings.quote(told) + " is unknown and counts as error");
      return Level.LEVEL_ERROR;
    }
    return level;
  }

  /** Unspecified for an unknown word. */
  static Level word(String told) {
    return switch (told.strip().toLowerCase(Locale.ROOT)) {
      case "fatal", "critical", "50" -> Level.LEVEL_FATAL;
      case "error", "40" -> Level.LEVEL_ERROR;
      case "warning", "warn", "30" -> Level.LEVEL_WARNING;
      case "info", "log", "20" -> Level.LEVEL_INFO;
      case "debug", "trace", "sample", "10" -> Level.LEVEL_DEBUG;
      default -> Level.LEVEL_UNSPECIFIED;
    };
  }

  private static boolean isUnhandled(Event.Builder event) {
    return event.getExceptionsCount() > 0
        && event.getExceptions(0).getMechanism().hasHandled()
        && !event.getExceptions(0).getMechanism().getHandled();
  }
}

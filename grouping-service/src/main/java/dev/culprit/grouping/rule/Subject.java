package dev.culprit.grouping.rule;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a matcher looks at. */
enum Subject {
  TYPE,
  MESSAGE,
  MODULE,
  PATH,
  FUNCTION,
  PACKAGE,
  RELEASE,
  ENVIRONMENT,
  LOGGER,
  TAG;

  /** Null when there is no such subject. */
  static @Nullable Subject named(String name) {
    for (Subject subject : values()) {
      if (subject != TAG && subject.name().toLowerCase(Locale.ROOT).equals(name)) {
        return subject;
      }
    }
    return null;
  }

  boolean isOfFrame() {
    return this == MODULE || this == PATH || this == FUNCTION || this == PACKAGE;
  }

  /** Messages and paths are written in either case by different systems. */
  boolean ignoresCase() {
    return this == MESSAGE || this == PATH;
  }
}

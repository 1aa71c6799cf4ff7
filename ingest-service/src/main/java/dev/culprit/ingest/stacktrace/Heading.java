package dev.culprit.ingest.stacktrace;

import java.util.Locale;
import java.util.Optional;

/** {@code Type: message} or {@code Type} alone, the way most runtimes head a trace. */
record Heading(String type, String message) {
  private static final String[] TELLING_ENDS = {
    "Error", "Exception", "Throwable", "Failure", "Fault", "Rejection", "Warning", "Interrupt"
  };

  /** The heading that a text is; empty when it does not begin with the name of a type. */
  static Optional<Heading> of(String text) {
    int colon = endOfType(text);
    String type = text.substring(0, colon);
    if (!isTypeName(type)) {
      return Optional.empty();
    }
    return Optional.of(
        new Heading(type, text.substring(Math.min(colon + 1, text.length())).strip()));
  }

  /** A heading whose type can hardly be an ordinary word before a colon. */
  static Optional<Heading> telling(String text) {
    return of(text).filter(Heading::isTelling);
  }

  boolean isTelling() {
    String last = lastPart();
    if (last.isEmpty() || !Character.isUpperCase(last.charAt(0))) {
      return false;
    }
    if (last.length() < type.length()) {
      return true;
    }
    for (String end : TELLING_ENDS) {
      if (type.endsWith(end)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a type may be meant: log levels and other words stand before a colon, too. */
  boolean isPlausible() {
    return Character.isUpperCase(type.charAt(0)) && !message.isEmpty() && !isAllUpperCase();
  }

  boolean isAllUpperCase() {
    return type.equals(type.toUpperCase(Locale.ROOT));
  }

  private String lastPart() {
    int end = type.length();
    int start = end;
    while (start > 0 && isNamePart(type.charAt(start - 1))) {
      start--;
    }
    return type.substring(start, end);
  }

  /** Before {@code ": "}, before a colon at the end, or the whole text. */
  private static int endOfType(String text) {
    int colon = text.indexOf(": ");
    if (colon >= 0) {
      return colon;
    }
    return text.endsWith(":") ? text.length() - 1 : text.length();
  }

  static boolean isTypeName(String text) {
    if (text.isEmpty() || !Character.isJavaIdentifierStart(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isNamePart(c) && ".\\:+`<>[],$".indexOf(c) < 0) {
        return false;
      }
    }
    char last = text.charAt(text.length() - 1);
    return last != '.' && last != ':' && last != ',';
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}

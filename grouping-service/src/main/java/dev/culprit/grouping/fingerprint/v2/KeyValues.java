package dev.culprit.grouping.fingerprint.v2;

import java.util.Set;

/** The {@code key=value} of structured log lines. */
final class KeyValues {

  private static final int LONGEST_KEY = 64;
  private static final int LONGEST_KIND = 24;
  private static final int LONGEST_CODE = 5;

  /** Keys whose values say what happened rather than to whom. */
  private static final Set<String> KINDS =
      Set.of(
          "error",
          "err",
          "reason",
          "cause",
          "code",
          "status",
          "type",
          "kind",
          "state",
          "exception",
          "errno",
          "sqlstate",
          "level",
          "op",
          "operation",
          "event",
          "msg",
          "message",
          "action",
          "result",
          "upstream_status");

  private KeyValues() {}

  static boolean isKey(String text, int from, int to) {
    if (to - from > LONGEST_KEY
        || !(Characters.isLetter(text.charAt(from)) || text.charAt(from) == '_')) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!Characters.isWord(c) && c != '.' && c != '-') {
        return false;
      }
    }
    return true;
  }

  static boolean tellsKind(String key) {
    return KINDS.contains(key);
  }

  /** A word or a short number; anything longer may hold an id. */
  static boolean isKind(String text, int from, int end) {
    boolean isWord =
        Characters.isLetter(text.charAt(from))
            && end - from <= LONGEST_KIND
            && !Identifiers.isOpaque(text, from, end)
            && !Identifiers.isHexId(text, from, end, false);
    return isWord || (end - from <= LONGEST_CODE && Characters.areDigits(text, from, end));
  }

  /** The same place when there is no plain value. */
  static int valueEnd(String text, int from) {
    int i = from;
    while (i < text.length() && !endsValue(text.charAt(i))) {
      i++;
    }
    return Words.core(text, from, Math.max(from, i)) > from && i > from
        ? trimmed(text, from, i)
        : from;
  }

  private static int trimmed(String text, int from, int end) {
    int core = end;
    while (core > from + 1 && Words.isPunctuation(text.charAt(core - 1))) {
      core--;
    }
    return core;
  }

  private static boolean endsValue(char c) {
    return Character.isWhitespace(c) || Words.isDelimiter(c) || c == '&';
  }
}

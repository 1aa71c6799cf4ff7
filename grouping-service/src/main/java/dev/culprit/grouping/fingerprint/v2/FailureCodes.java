package dev.culprit.grouping.fingerprint.v2;

import java.util.Set;

/**
 * Finds what a message says of the kind of failure in a word that no occurrence changes: an HTTP
 * status, an error number, an SQL state. Two failures at one place with different codes have
 * different causes.
 */
final class FailureCodes {

  private static final int CONSIDERED = 512;
  private static final Set<String> BEFORE_STATUS =
      Set.of("status", "code", "http", "error", "answered", "returned", "response", "got", "with");
  private static final Set<String> AFTER_STATUS =
      Set.of(
          "bad",
          "gateway",
          "service",
          "internal",
          "not",
          "forbidden",
          "unauthorized",
          "too",
          "conflict",
          "gone",
          "unprocessable",
          "client",
          "server",
          "error",
          "request",
          "payment");
  private static final Set<String> BEFORE_NUMBER = Set.of("errno", "sqlstate", "ora", "sqlcode");

  private FailureCodes() {}

  /** The codes in their order, joined by spaces; empty when there is none. */
  static String of(String message) {
    int end = Math.min(message.length(), CONSIDERED);
    String before = "";
    StringBuilder codes = null;
    for (int i = 0; i < end; ) {
      if (!Characters.isWord(message.charAt(i))) {
        i++;
        continue;
      }
      int from = i;
      while (i < end && Characters.isWord(message.charAt(i))) {
        i++;
      }
      String word = message.substring(from, i);
      if (isCode(word, before, message, i)) {
        codes = codes == null ? new StringBuilder() : codes.append(' ');
        codes.append(word);
      }
      before = word;
    }
    return codes == null ? "" : codes.toString();
  }

  private static boolean isCode(String word, String before, String message, int end) {
    char first = word.charAt(0);
    if (word.length() == 3 && isStatus(word)) {
      return BEFORE_STATUS.contains(lower(before))
          || before.equals("1")
          || AFTER_STATUS.contains(lower(nextWord(message, end)));
    }
    if (first == 'E' && word.length() >= 5) {
      return isErrorName(word);
    }
    return word.length() <= 5
        && BEFORE_NUMBER.contains(lower(before))
        && (Characters.isLetter(first) || Characters.isDigit(first));
  }

  static boolean isStatus(String word) {
    return word.length() == 3
        && (word.charAt(0) == '4' || word.charAt(0) == '5')
        && Characters.areDigits(word, 0, 3);
  }

  /** {@code ECONNREFUSED}, {@code ENOENT}. */
  private static boolean isErrorName(String word) {
    for (int i = 1; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!((c >= 'A' && c <= 'Z') || Characters.isDigit(c))) {
        return false;
      }
    }
    return !word.equals("ERROR") && !word.equals("EXCEPTION") && !word.equals("EVENT");
  }

  static boolean introducesStatus(String before, String after) {
    return BEFORE_STATUS.contains(lower(before)) || AFTER_STATUS.contains(lower(after));
  }

  static String nextWord(String message, int from) {
    int start = from;
    while (start < message.length() && message.charAt(start) == ' ') {
      start++;
    }
    int end = start;
    while (end < message.length() && end - start < 16 && Characters.isLetter(message.charAt(end))) {
      end++;
    }
    return message.substring(start, end);
  }

  private static String lower(String word) {
    return word.toLowerCase(java.util.Locale.ROOT);
  }
}

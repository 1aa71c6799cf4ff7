package dev.culprit.grouping.fingerprint.v2;

import java.util.Locale;
import java.util.Set;

/**
 * Finds what a message says of the kind of failure in a word that no occurrence changes: an HTTP
 * status, an error number, an SQL state. Two failures at one place with different codes have
 * different causes.
 */
final class FailureCodes {

  private static final int CONSIDERED = 512;
  private static final int LONGEST_NUMBER = 5;
  private static final int LONGEST_BEFORE = 9;
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
    int before = 0;
    int beforeEnd = 0;
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
      if (mayBeCode(message, from, i)
          && isCode(message.substring(from, i), word(message, before, beforeEnd), message, i)) {
        codes = codes == null ? new StringBuilder() : codes.append(' ');
        codes.append(message, from, i);
      }
      before = from;
      beforeEnd = i;
    }
    return codes == null ? "" : codes.toString();
  }

  /** Most words are ruled out by a look at them. */
  private static boolean mayBeCode(String message, int from, int to) {
    char first = message.charAt(from);
    return Characters.isDigit(first) ? to - from <= LONGEST_NUMBER : first >= 'A' && first <= 'Z';
  }

  private static String word(String message, int from, int to) {
    return to - from > LONGEST_BEFORE ? "" : message.substring(from, to).toLowerCase(Locale.ROOT);
  }

  private static boolean isCode(String word, String before, String message, int end) {
    char first = word.charAt(0);
    if (word.length() == 3 && isStatus(word)) {
      return BEFORE_STATUS.contains(before)
          || before.equals("1")
          || AFTER_STATUS.contains(lower(nextWord(message, end)));
    }
    if (first == 'E' && word.length() >= 5 && isErrorName(word)) {
      return true;
    }
    return word.length() <= LONGEST_NUMBER && BEFORE_NUMBER.contains(before);
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
    return word.toLowerCase(Locale.ROOT);
  }
}

package dev.culprit.grouping.fingerprint.v2;

import java.util.Locale;
import java.util.Set;

/**
 * Knows, by their names, functions that only throw what others found out. All errors of a program
 * may pass through one of them, so it must not decide.
 */
final class Rethrowers {

  private static final Set<String> NAMES =
      Set.of(
          "rethrow",
          "rethrowexception",
          "reraise",
          "propagate",
          "propagateifpossible",
          "sneakythrow",
          "throwexception",
          "throwerror",
          "raiseexception",
          "raiseerror",
          "wrapexception",
          "wraperror",
          "wrapandthrow",
          "wrapandrethrow",
          "unwrap",
          "unwrapandthrow",
          "translateexception",
          "convertexception",
          "handleerror",
          "handleexception",
          "fail",
          "failwith",
          "throwif",
          "throwiferror",
          "raiseforstatus",
          "raiseonerror",
          "checkstatus",
          "must",
          "mustbe",
          "panicif",
          "panicon",
          "panicerr",
          "throwunchecked",
          "aschecked",
          "asunchecked",
          "rethrowunchecked",
          "rethrowas",
          "throwas",
          "wrap",
          "die",
          "croak",
          "confess",
          "bail",
          "abortwith",
          "orthrow");

  private Rethrowers() {}

  static boolean isRethrower(String function) {
    int start = function.length();
    while (start > 0 && isNamePart(function.charAt(start - 1))) {
      start--;
    }
    int length = function.length() - start;
    return length >= 3
        && length <= 24
        && NAMES.contains(function.substring(start).replace("_", "").toLowerCase(Locale.ROOT));
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}

package dev.culprit.grouping.similarity;

import dev.culprit.grouping.fingerprint.Trace;

/** What two traces must share to be of one problem at all. */
final class Kinship {

  private Kinship() {}

  /** The type without its package, and the failure codes. */
  static String of(Trace trace) {
    String type = trace.type();
    String simple = type.substring(simpleNameStart(type));
    return trace.code().isEmpty() ? simple : simple + ' ' + trace.code();
  }

  private static int simpleNameStart(String type) {
    for (int i = type.length() - 1; i >= 0; i--) {
      char c = type.charAt(i);
      if (c == '.' || c == ':' || c == '\\' || c == '/' || c == '$') {
        return i + 1;
      }
    }
    return 0;
  }
}

package dev.culprit.grouping.similarity;

import dev.culprit.grouping.fingerprint.Trace;

/** Whether two traces may be of one problem at all. */
final class Kinship {

  private Kinship() {}

  /** The same type but for its package, and the same failure codes. */
  static boolean areKindred(Trace one, Trace other) {
    return one.code().equals(other.code()) && haveSameSimpleName(one.type(), other.type());
  }

  private static boolean haveSameSimpleName(String one, String other) {
    int oneStart = simpleNameStart(one);
    int otherStart = simpleNameStart(other);
    int length = one.length() - oneStart;
    return length == other.length() - otherStart
        && one.regionMatches(oneStart, other, otherStart, length);
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

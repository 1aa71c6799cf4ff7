package dev.culprit.grouping.fingerprint.v1;

/**
 * Takes out of class and function names what a compiler or a run-time library numbered: lambdas,
 * anonymous classes, proxies, accessors, Go closures, Rust hashes.
 */
final class GeneratedNames {

  /** After these, letters and digits up to the next separator are a number or a hash. */
  private static final String[] NUMBERED = {
    "$Proxy", "MethodAccessor", "ConstructorAccessor", "_$$_jvst", "ByteBuddy$"
  };

  private static final int RUST_HASH_LENGTH = 16;

  private GeneratedNames() {}

  static String strip(String name) {
    if (!mayBeGenerated(name)) {
      return name;
    }
    StringBuilder kept = new StringBuilder(name.length());
    int i = 0;
    while (i < name.length()) {
      char c = name.charAt(i);
      if (c == '$') {
        i = afterDollar(name, i, kept);
      } else if (isDigit(c) && endsWithNumbered(kept)) {
        i = skipHex(name, i);
      } else if (c == '/' && endsWith(kept, "Lambda$")) {
        // HotSpot's hidden classes: Foo$$Lambda$14/0x0000000800c03000.
        i = skipWord(name, i + 1);
      } else {
        kept.append(c);
        i++;
      }
    }
    return withoutRustHash(kept);
  }

  private static boolean mayBeGenerated(String name) {
    return name.indexOf('$') >= 0
        || name.contains("Accessor")
        || name.contains(".func")
        || name.contains("::h");
  }

  /** Keeps the dollar sign, drops the number after it, and the hash after a second one. */
  private static int afterDollar(String name, int at, StringBuilder kept) {
    boolean isDouble = at > 0 && name.charAt(at - 1) == '$';
    kept.append('$');
    int next = at + 1;
    if (isDouble && isHexRun(name, next)) {
      return skipHex(name, next);
    }
    return skipDigits(name, next);
  }

  /**
   * Whether letters and digits up to the end of the word are hex with a digit: the hash of an
   * enhanced class.
   */
  private static boolean isHexRun(String name, int start) {
    int end = skipHex(name, start);
    boolean anyDigit = false;
    for (int i = start; i < end; i++) {
      anyDigit |= isDigit(name.charAt(i));
    }
    return anyDigit && (end == name.length() || !Character.isLetterOrDigit(name.charAt(end)));
  }

  private static boolean endsWithNumbered(StringBuilder kept) {
    for (String prefix : NUMBERED) {
      if (endsWith(kept, prefix)) {
        return true;
      }
    }
    return endsWith(kept, ".func");
  }

  private static boolean endsWith(StringBuilder text, String end) {
    int start = text.length() - end.length();
    return start >= 0 && text.indexOf(end, start) == start;
  }

  private static String withoutRustHash(StringBuilder kept) {
    int start = kept.length() - RUST_HASH_LENGTH - 3;
    if (start < 0 || kept.indexOf("::h", start) != start) {
      return kept.toString();
    }
    for (int i = start + 3; i < kept.length(); i++) {
      if (Character.digit(kept.charAt(i), 16) < 0) {
        return kept.toString();
      }
    }
    return kept.substring(0, start);
  }

  private static int skipDigits(String name, int from) {
    int i = from;
    while (i < name.length() && isDigit(name.charAt(i))) {
      i++;
    }
    return i;
  }

  private static int skipHex(String name, int from) {
    int i = from;
    while (i < name.length() && Character.digit(name.charAt(i), 16) >= 0) {
      i++;
    }
    return i;
  }

  private static int skipWord(String name, int from) {
    int i = from;
    while (i < name.length() && Character.isLetterOrDigit(name.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}

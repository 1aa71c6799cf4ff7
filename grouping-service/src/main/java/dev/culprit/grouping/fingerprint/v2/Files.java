package dev.culprit.grouping.fingerprint.v2;

import java.util.Locale;
import java.util.Set;

/** What of a file's path stays the same from deploy to deploy and from machine to machine. */
final class Files {

  /** File names that many directories have: they need the directory to say anything. */
  private static final Set<String> COMMON =
      Set.of(
          "index",
          "__init__",
          "__main__",
          "main",
          "mod",
          "lib",
          "init",
          "route",
          "page",
          "+page",
          "+server",
          "handler",
          "app",
          "models",
          "views",
          "utils",
          "layout");

  private static final Set<String> BUNDLER_WORDS = Set.of("chunk", "bundle", "min", "prod");

  private Files() {}

  static boolean looksLikePath(String module) {
    return module.indexOf('/') >= 0 || module.indexOf('\\') >= 0;
  }

  /** The last part of the path in lower case, with the directory where that is needed. */
  static String scope(String file) {
    String path = withoutQuery(file);
    if (path.startsWith("<") || path.startsWith("(")) {
      return withoutNumbers(path);
    }
    int start = lastSeparator(path, path.length() - 1) + 1;
    String name = path.substring(start);
    String plain = base(name);
    String base = plain.toLowerCase(Locale.ROOT);
    int dot = base.indexOf('.');
    // Where a bundle lies is a matter of the deploy.
    boolean isBundle = plain.length() != name.length();
    if (start < 2 || isBundle || !COMMON.contains(dot > 0 ? base.substring(0, dot) : base)) {
      return base;
    }
    int directory = lastSeparator(path, start - 2) + 1;
    String parent = path.substring(directory, start - 1).toLowerCase(Locale.ROOT);
    return isStable(parent) ? parent + "/" + base : base;
  }

  /** Whether a bundler or minifier made the file. */
  static boolean isBundled(String file) {
    String path = withoutQuery(file);
    String name = path.substring(lastSeparator(path, path.length() - 1) + 1);
    if (!name.endsWith(".js") && !name.endsWith(".mjs")) {
      return false;
    }
    String stem = name.substring(0, name.lastIndexOf('.'));
    return !stem.equals(base(stem)) || stem.endsWith(".min");
  }

  private static String withoutQuery(String file) {
    int end = file.length();
    // A build tool's own addresses have a question mark before a hash.
    for (int i = 0; i < file.length(); i++) {
      char c = file.charAt(i);
      if (c == '?' || c == '#') {
        end = i;
        break;
      }
    }
    while (end > 1 && isSeparator(file.charAt(end - 1))) {
      end--;
    }
    return file.substring(0, end);
  }

  /** Without a bundler's hashes and words: {@code main.3f2a9c81.chunk.js} is {@code main.js}. */
  private static String base(String name) {
    int first = firstJoint(name);
    if (first < 0) {
      return name;
    }
    StringBuilder kept = new StringBuilder(name.length());
    int from = 0;
    while (from <= name.length()) {
      int end = from;
      while (end < name.length() && !isJoint(name.charAt(end))) {
        end++;
      }
      String part = name.substring(from, end);
      if (from == 0 || !(BUNDLER_WORDS.contains(part) || isHash(part))) {
        if (from > 0) {
          kept.append(name.charAt(from - 1));
        }
        kept.append(part);
      }
      from = end + 1;
    }
    return kept.toString();
  }

  private static int firstJoint(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (isJoint(name.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isJoint(char c) {
    return c == '.' || c == '-';
  }

  /** Hex with a digit from 6 characters on; any mixture of cases and digits from 8 on. */
  private static boolean isHash(String part) {
    boolean digit = false;
    boolean lower = false;
    boolean upper = false;
    boolean hex = true;
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      digit |= Characters.isDigit(c);
      lower |= c >= 'a' && c <= 'z';
      upper |= c >= 'A' && c <= 'Z';
      hex &= Characters.isHex(c);
    }
    boolean isMixed = part.length() >= 8 && upper && digit && (lower || part.length() == 8);
    return (part.length() >= 6 && hex && digit) || isMixed;
  }

  private static boolean isStable(String directory) {
    return !directory.isEmpty() && !Characters.isDigit(directory.charAt(directory.length() - 1));
  }

  /** {@code <ipython-input-12-3f2a>}, {@code (eval 17)}, {@code (eval at /srv/a.rb:3)}. */
  private static String withoutNumbers(String name) {
    if (name.startsWith("<ipython-input")) {
      return "<ipython-input>";
    }
    return name.startsWith("(eval") ? "(eval)" : name;
  }

  private static int lastSeparator(String path, int from) {
    int i = from;
    while (i >= 0 && !isSeparator(path.charAt(i))) {
      i--;
    }
    return i;
  }

  private static boolean isSeparator(char c) {
    return c == '/' || c == '\\';
  }
}

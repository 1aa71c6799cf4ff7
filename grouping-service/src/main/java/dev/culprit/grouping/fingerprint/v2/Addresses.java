package dev.culprit.grouping.fingerprint.v2;

import java.util.Locale;
import java.util.Set;

/** Shapes of places: URLs, e-mail and network addresses, host names, paths. */
final class Addresses {

  private static final Set<String> DOMAINS =
      Set.of(
          "com",
          "org",
          "net",
          "io",
          "dev",
          "local",
          "internal",
          "example",
          "cloud",
          "svc",
          "lan",
          "corp",
          "localdomain",
          "invalid",
          "test",
          "eu",
          "de",
          "uk",
          "fr",
          "us",
          "app",
          "ai",
          "co",
          "cluster",
          "consul",
          "home",
          "info",
          "edu",
          "gov");

  /** What names of classes and packages begin with. */
  private static final Set<String> REVERSED =
      Set.of(
          "com", "org", "net", "io", "dev", "java", "javax", "jdk", "sun", "kotlin", "scala",
          "app");

  private static final Set<String> SOURCES =
      Set.of(
          "py", "js", "ts", "rb", "go", "java", "php", "c", "h", "rs", "cs", "ex", "exs", "lua",
          "pl", "kt", "scala", "cpp", "cc", "jsx", "tsx", "mjs", "vue", "groovy", "erl", "sql");

  private Addresses() {}

  static boolean hasScheme(String text, int from, int to) {
    for (int i = from + 1; i + 2 < to; i++) {
      if (text.charAt(i) == ':' && text.charAt(i + 1) == '/' && text.charAt(i + 2) == '/') {
        return true;
      }
    }
    return false;
  }

  /** Delimiters that words end at may stand in a URL: {@code ?a=1;b=2}. */
  static int urlEnd(String text, int from) {
    int i = from;
    while (i < text.length() && !endsUrl(text.charAt(i))) {
      i++;
    }
    while (i > from && Words.isPunctuation(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  static boolean isEmail(String word) {
    int at = word.indexOf('@');
    if (at <= 0 || at != word.lastIndexOf('@')) {
      return false;
    }
    int dot = word.lastIndexOf('.');
    if (dot < at + 2 || dot + 2 >= word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!Character.isLetterOrDigit(c) && "@.-_+%".indexOf(c) < 0) {
        return false;
      }
    }
    return Character.isLetter(word.charAt(dot + 1));
  }

  /** Version 4 or 6, with port, prefix length or zone. */
  static boolean isIp(String word) {
    char first = word.charAt(0);
    if (!Characters.isHex(first) && first != ':') {
      return false;
    }
    return isIpv4(word) || isIpv6(word);
  }

  private static boolean isIpv4(String word) {
    int end = word.length();
    int joint = Math.max(word.indexOf(':'), word.indexOf('/'));
    if (joint > 0) {
      if (!Characters.areDigits(word, joint + 1, end)) {
        return false;
      }
      end = joint;
    }
    int dots = 0;
    int run = 0;
    for (int i = 0; i < end; i++) {
      char c = word.charAt(i);
      if (c == '.' && run > 0) {
        dots++;
        run = 0;
      } else if (Characters.isDigit(c) && run < 3) {
        run++;
      } else {
        return false;
      }
    }
    return dots == 3 && run > 0;
  }

  private static boolean isIpv6(String word) {
    int colons = 0;
    boolean isShortened = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == ':') {
        colons++;
        isShortened |= i > 0 && word.charAt(i - 1) == ':';
      } else if (c == '%' || c == '/') {
        break;
      } else if (!Characters.isHex(c) && c != '.') {
        return false;
      }
    }
    return word.length() > 2 && colons <= 8 && (colons == 7 || (isShortened && colons >= 2));
  }

  /** A dotted name under a known domain, or any name with a port that is no line of a file. */
  static boolean isHost(String word) {
    int colon = word.indexOf(':');
    boolean hasPort =
        colon > 0
            && word.length() - colon >= 3
            && word.length() - colon <= 6
            && Characters.areDigits(word, colon + 1, word.length());
    if (colon >= 0 && !hasPort) {
      return false;
    }
    String name = hasPort ? word.substring(0, colon) : word;
    if (name.equals("localhost")) {
      return true;
    }
    if (!hasHostCharacters(name)) {
      return false;
    }
    int dot = name.lastIndexOf('.');
    String last = name.substring(dot + 1);
    if (hasPort) {
      return dot > 0 ? !SOURCES.contains(last) : hasDigitOrDash(name);
    }
    String first = Characters.before(name, ".").toLowerCase(Locale.ROOT);
    return dot > 0 && DOMAINS.contains(last) && !REVERSED.contains(first);
  }

  private static boolean hasHostCharacters(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isPlain = (c >= 'a' && c <= 'z') || Characters.isDigit(c);
      boolean isJoint = (c == '.' || c == '-') && i > 0 && i + 1 < name.length();
      if (!isPlain && !isJoint) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasDigitOrDash(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Characters.isDigit(name.charAt(i)) || name.charAt(i) == '-') {
        return true;
      }
    }
    return false;
  }

  /** An absolute or relative path of files or of a URL. */
  static boolean isPath(String word) {
    int length = word.length();
    char first = word.charAt(0);
    if (length > 3 && word.charAt(1) == ':' && word.charAt(2) == '\\') {
      return Characters.isLetter(first);
    }
    if (word.startsWith("\\\\") && length > 3) {
      return true;
    }
    if (first == '/' || word.startsWith("./") || word.startsWith("../") || word.startsWith("~/")) {
      return length > 1 && hasLetterOrDigit(word);
    }
    return isRelativePath(word);
  }

  /** Two slashes at least, or one before a name with an extension; and nothing but plain names. */
  private static boolean isRelativePath(String word) {
    int slashes = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean isSlash = c == '/' || c == '\\';
      slashes += isSlash ? 1 : 0;
      if (!isSlash && !Characters.isWord(c) && ".-@:".indexOf(c) < 0) {
        return false;
      }
    }
    if (slashes == 0 || Character.isUpperCase(word.charAt(0))) {
      return false;
    }
    int dot = word.lastIndexOf('.');
    return slashes >= 2
        || (dot > word.indexOf('/')
            && dot + 1 < word.length()
            && dot > 0
            && Characters.isLetter(word.charAt(dot + 1)));
  }

  private static boolean hasLetterOrDigit(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (Character.isLetterOrDigit(word.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsUrl(char c) {
    return Character.isWhitespace(c) || "<>\"'`(){}[]|".indexOf(c) >= 0;
  }
}

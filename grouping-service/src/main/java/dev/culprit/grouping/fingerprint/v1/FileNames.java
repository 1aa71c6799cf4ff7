package dev.culprit.grouping.fingerprint.v1;

/** The part of a path that stays the same from deploy to deploy. */
final class FileNames {

  /** The shortest run of hex digits that a bundler would put into a file name. */
  private static final int HASH_LENGTH = 6;

  private FileNames() {}

  /** The last path segment, without query string and without a bundler's content hash. */
  static String base(String file) {
    int end = file.length();
    for (int i = 0; i < file.length(); i++) {
      char c = file.charAt(i);
      if (c == '?' || c == '#') {
        end = i;
        break;
      }
    }
    int start = Math.max(file.lastIndexOf('/', end - 1), file.lastIndexOf('\\', end - 1)) + 1;
    return withoutHash(file.substring(start, end));
  }

  /** {@code main.3f2a9c81.js} and {@code main-3f2a9c81.js} become {@code main.js}. */
  private static String withoutHash(String name) {
    int extension = name.lastIndexOf('.');
    if (extension <= 0) {
      return name;
    }
    int start =
        Math.max(name.lastIndexOf('.', extension - 1), name.lastIndexOf('-', extension - 1));
    return start > 0 && isHash(name, start + 1, extension)
        ? name.substring(0, start) + name.substring(extension)
        : name;
  }

  private static boolean isHash(String name, int start, int end) {
    boolean anyDigit = false;
    for (int i = start; i < end; i++) {
      char c = name.charAt(i);
      anyDigit |= c >= '0' && c <= '9';
      if (Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return anyDigit && end - start >= HASH_LENGTH;
  }
}

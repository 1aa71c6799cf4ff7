package dev.culprit.query.event;

import java.nio.charset.StandardCharsets;

/**
 * Under which name a browser saves a file (RFC 6266), made of a name that anybody may have sent.
 */
final class SavedAs {
  private static final String UNRESERVED = "!#$&+-.^_`|~";
  private static final int LONGEST = 150;

  private SavedAs() {}

  static String header(String sentName) {
    String name = withoutPath(sentName);
    return "attachment; filename=\"" + plain(name) + "\"; filename*=UTF-8''" + encoded(name);
  }

  private static String withoutPath(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String tidy =
        last.codePoints()
            .filter(c -> !Character.isISOControl(c))
            .limit(LONGEST)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    return tidy.isEmpty() || tidy.chars().allMatch(c -> c == '.') ? "attachment" : tidy;
  }

  /** For browsers that do not know the other form. */
  private static String plain(String name) {
    StringBuilder plain = new StringBuilder();
    name.codePoints()
        .map(c -> c < ' ' || c > '~' || c == '"' || c == '\\' || c == '%' ? '_' : c)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static String encoded(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean isPlain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || UNRESERVED.indexOf(c) >= 0;
      if (isPlain) {
        encoded.append(c);
      } else {
        encoded.append(String.format(java.util.Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return encoded.toString();
  }
}

package dev.culprit.ingest.stacktrace;

/** Addresses of memory in messages: they differ in each run, and nobody can use them. */
final class Addresses {
  private static final int SHORTEST = 6;

  private Addresses() {}

  /** {@code 0xc000094018} becomes {@code 0x...}; short numbers mean something and stay. */
  static String mask(String text) {
    int at = text.indexOf("0x");
    if (at < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    while (at >= 0) {
      int end = at + 2;
      while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
        end++;
      }
      if (end - at - 2 >= SHORTEST) {
        out.append(text, from, at).append("0x...");
        from = end;
      }
      at = text.indexOf("0x", end);
    }
    return out.append(text, from, text.length()).toString();
  }
}

package dev.culprit.ingest.gateway.text;

/** Numbers as proxies log them: {@code -} for none, {@code +12}, {@code 009}, {@code 1.5s}. */
public final class LooseNumbers {
  private LooseNumbers() {}

  /** The whole number that the text begins with, without its sign {@code +}; else what is said. */
  public static long whole(String text, long otherwise) {
    int at = text.startsWith("+") ? 1 : 0;
    boolean negative = text.startsWith("-");
    at += negative ? 1 : 0;
    long value = 0;
    int start = at;
    while (at < text.length() && at - start < 18 && isDigit(text.charAt(at))) {
      value = value * 10 + (text.charAt(at) - '0');
      at++;
    }
    return at == start ? otherwise : negative ? -value : value;
  }

  /** A status between 0 and 599999; 0 for none. */
  public static int status(String text) {
    return (int) Math.min(Math.max(0, whole(text, 0)), 599_999);
  }

  /** Seconds such as {@code 0.012}; NaN for none. */
  public static double seconds(String text) {
    int end = 0;
    while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    try {
      return end == 0 ? Double.NaN : Double.parseDouble(text.substring(0, end));
    } catch (NumberFormatException dots) {
      return Double.NaN;
    }
  }

  /** Milliseconds as seconds; NaN for none or below zero. */
  public static double milliseconds(String text) {
    String unsigned = text.startsWith("+") ? text.substring(1) : text;
    return seconds(unsigned) / 1_000;
  }

  public static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}

package dev.culprit.grouping.fingerprint.v1;

/**
 * Replaces the parts of a message that differ from occurrence to occurrence by placeholders such as
 * {@code <number>}. Reads the text once, word by word, so its time is linear whatever the text
 * holds.
 */
final class Parameteriser {

  /** Beyond this many characters a message says nothing more about what happened. */
  private static final int CONSIDERED = 1024;

  private final String text;
  private final StringBuilder out;

  /** For each kind of quote, whether a search for a further one has already failed. */
  private boolean noMoreDouble;

  private boolean noMoreSingle;
  private boolean noMoreBacktick;

  private Parameteriser(String text) {
    this.text = text;
    this.out = new StringBuilder(text.length() + 16);
  }

  static String parameterise(String message) {
    String considered = message.length() > CONSIDERED ? message.substring(0, CONSIDERED) : message;
    return new Parameteriser(considered).run();
  }

  private String run() {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        i = whitespace(i);
      } else if (isQuote(c) && closingQuote(i) > 0) {
        out.append("<quoted>");
        i = closingQuote(i) + 1;
      } else if (isDelimiter(c)) {
        out.append(c);
        i++;
      } else {
        i = word(i);
      }
    }
    int end = out.length();
    return end > 0 && out.charAt(end - 1) == ' ' ? out.substring(0, end - 1) : out.toString();
  }

  private int whitespace(int from) {
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    if (out.length() > 0) {
      out.append(' ');
    }
    return i;
  }

  private int word(int from) {
    int end = from;
    while (end < text.length() && (!endsWord(text.charAt(end)) || joinsDigits(end))) {
      end++;
    }
    if (hasScheme(from, end)) {
      out.append("<url>");
      return urlEnd(end);
    }
    int core = end;
    while (core > from + 1 && isTrailingPunctuation(text.charAt(core - 1))) {
      core--;
    }
    Words.append(text.substring(from, core), out);
    out.append(text, core, end);
    return end;
  }

  /** The comma of 1,000. */
  private boolean joinsDigits(int at) {
    return text.charAt(at) == ','
        && at > 0
        && at + 1 < text.length()
        && isDigit(text.charAt(at - 1))
        && isDigit(text.charAt(at + 1));
  }

  private boolean hasScheme(int from, int to) {
    for (int i = from + 1; i + 2 < to; i++) {
      if (text.charAt(i) == ':' && text.charAt(i + 1) == '/' && text.charAt(i + 2) == '/') {
        return true;
      }
    }
    return false;
  }

  private int urlEnd(int from) {
    int i = from;
    while (i < text.length() && !endsUrl(text.charAt(i))) {
      i++;
    }
    while (i > from && isTrailingPunctuation(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  /**
   * Where the quoted text that begins here ends, or -1: a quote stands at the edge of a word on
   * both sides.
   */
  private int closingQuote(int open) {
    char quote = text.charAt(open);
    if ((open > 0 && isWordCharacter(text.charAt(open - 1))) || isExhausted(quote)) {
      return -1;
    }
    int close = text.indexOf(quote, open + 1);
    if (close < 0) {
      exhaust(quote);
      return -1;
    }
    boolean endsWord = close + 1 == text.length() || !isWordCharacter(text.charAt(close + 1));
    return endsWord && close > open + 1 ? close : -1;
  }

  private boolean isExhausted(char quote) {
    return quote == '"' ? noMoreDouble : quote == '\'' ? noMoreSingle : noMoreBacktick;
  }

  private void exhaust(char quote) {
    noMoreDouble |= quote == '"';
    noMoreSingle |= quote == '\'';
    noMoreBacktick |= quote == '`';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  private static boolean isWordCharacter(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static boolean endsWord(char c) {
    // An apostrophe inside a word belongs to it: can't.
    return Character.isWhitespace(c) || (isDelimiter(c) && c != '\'');
  }

  private static boolean isDelimiter(char c) {
    return "()[]{}<>,;=|\"'`".indexOf(c) >= 0;
  }

  private static boolean endsUrl(char c) {
    return Character.isWhitespace(c) || "<>\"'`(){}[]|".indexOf(c) >= 0;
  }

  private static boolean isTrailingPunctuation(char c) {
    return c == '.' || c == ':' || c == '!' || c == '?' || c == ',' || c == ';' || c == '\'';
  }
}

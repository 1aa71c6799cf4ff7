package dev.culprit.grouping.fingerprint.v2;

import java.util.Locale;

/**
 * Replaces the parts of a message that differ from occurrence to occurrence by placeholders such as
 * {@code <number>}. Reads the text once and looks ahead by bounded steps only, so its time is
 * linear whatever the text holds.
 */
final class Parameteriser {

  /** Beyond this many characters a message says nothing more about what happened. */
  private static final int CONSIDERED = 1024;

  private final String text;
  private final Template out;

  /** For each kind of quote, whether a search for a further one has already failed. */
  private boolean noMoreDouble;

  private boolean noMoreSingle;
  private boolean noMoreBacktick;

  private String previousWord = "";

  private Parameteriser(String text) {
    this.text = text;
    this.out = new Template(text.length());
  }

  static String parameterise(String message) {
    String considered = message.length() > CONSIDERED ? message.substring(0, CONSIDERED) : message;
    return new Parameteriser(considered).run();
  }

  private String run() {
    int i = 0;
    while (i < text.length()) {
      i = next(i);
    }
    return out.finished();
  }

  private int next(int at) {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      out.space();
      return at + 1;
    }
    if (c == '{' || c == '[') {
      // [2026-03-02 10:15:30,123] is no list of numbers.
      int end = startsDate(at + 1) ? -1 : Blobs.end(text, at);
      if (end > 0) {
        out.placeholder(c == '{' ? "<json>" : "<list>");
        return end;
      }
    }
    int close = isQuote(c) ? closingQuote(at) : -1;
    if (close > 0) {
      out.placeholder("<quoted>");
      return close + 1;
    }
    if (Words.isDelimiter(c)) {
      out.append(c);
      return at + 1;
    }
    return dateOrWord(at);
  }

  private boolean startsDate(int at) {
    return at < text.length() && Dates.end(text, at) > 0;
  }

  private int dateOrWord(int at) {
    boolean startsWord = at == 0 || !Characters.isWord(text.charAt(at - 1));
    // The first digits of many a UUID are a date, too.
    int date = startsWord && !startsUuid(at) ? Dates.end(text, at) : -1;
    if (date > 0) {
      out.placeholder("<date>");
      return date;
    }
    return word(at);
  }

  private boolean startsUuid(int at) {
    int end = at + Words.UUID_LENGTH;
    return end <= text.length() && Identifiers.isUuid(text, at, end);
  }

  private int word(int from) {
    int end = Words.end(text, from);
    if (Addresses.hasScheme(text, from, end)) {
      out.placeholder("<url>");
      return Addresses.urlEnd(text, end);
    }
    int core = Words.core(text, from, end);
    if (end < text.length() && text.charAt(end) == '=' && KeyValues.isKey(text, from, end)) {
      return keyValue(from, end);
    }
    String word = text.substring(from, core);
    int quantity = Quantities.end(text, from, core, previousWord, out);
    if (quantity > 0) {
      previousWord = "";
      return quantity;
    }
    Words.append(word, out);
    previousWord = word.length() <= 16 ? word.toLowerCase(Locale.ROOT) : "";
    out.append(text, core, end);
    return end;
  }

  /** Keys stay; values go, but for those that say what kind of failure it is. */
  private int keyValue(int from, int equalsSign) {
    out.append(text, from, equalsSign + 1);
    String key = text.substring(from, equalsSign).toLowerCase(Locale.ROOT);
    previousWord = key;
    int value = equalsSign + 1;
    int end = KeyValues.valueEnd(text, value);
    if (end == value || (KeyValues.tellsKind(key) && !KeyValues.isKind(text, value, end))) {
      return value;
    }
    if (KeyValues.tellsKind(key)) {
      out.append(text, value, end);
    } else {
      out.placeholder("<value>");
    }
    return end;
  }

  /**
   * Where the quoted text that begins here ends, or -1: a quote stands at the edge of a word on
   * both sides, and is doubled within.
   */
  private int closingQuote(int open) {
    char quote = text.charAt(open);
    if ((open > 0 && Characters.isWord(text.charAt(open - 1))) || isExhausted(quote)) {
      return -1;
    }
    int close = text.indexOf(closing(quote), open + 1);
    while (close > 0 && close + 1 < text.length() && text.charAt(close + 1) == quote) {
      close = text.indexOf(quote, close + 2);
    }
    if (close < 0) {
      exhaust(quote);
      return -1;
    }
    boolean endsWord = close + 1 == text.length() || !Characters.isWord(text.charAt(close + 1));
    return endsWord && close > open + 1 ? close : -1;
  }

  private static char closing(char quote) {
    return quote == '\u201c' ? '\u201d' : quote == '\u2018' ? '\u2019' : quote;
  }

  private boolean isExhausted(char quote) {
    return switch (quote) {
      case '"' -> noMoreDouble;
      case '\'' -> noMoreSingle;
      case '`' -> noMoreBacktick;
      default -> false;
    };
  }

  private void exhaust(char quote) {
    noMoreDouble |= quote == '"';
    noMoreSingle |= quote == '\'';
    noMoreBacktick |= quote == '`';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`' || c == '\u201c' || c == '\u2018';
  }
}

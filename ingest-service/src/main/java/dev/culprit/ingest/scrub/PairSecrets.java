package dev.culprit.ingest.scrub;

/**
 * Removes the values of secret names from text: {@code name=value} as in query strings, forms and
 * connection strings; {@code "name": value} as in JSON, also cut or nested JSON; header lines such
 * as {@code Cookie: …}. A plain {@code name: value} stays, since sentences are written that way.
 */
final class PairSecrets {
  private static final int LONGEST_NAME = 128;
  private static final String[] HEADER_LINES = {
    "authorization", "proxy-authorization", "cookie", "set-cookie"
  };

  private final SecretNames names;

  PairSecrets(SecretNames names) {
    this.names = names;
  }

  String scrub(String text, boolean withColons) {
    StringBuilder out = null;
    int copied = 0;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (i < copied || (c != '=' && !(withColons && c == ':'))) {
        continue;
      }
      int start = startOfSecret(text, i);
      if (start < 0) {
        continue;
      }
      int end = endOfValue(text, start, i);
      if (end > start && !text.startsWith(EventScrubber.SCRUBBED, start)) {
        out = out == null ? new StringBuilder(length) : out;
        out.append(text, copied, start).append(EventScrubber.SCRUBBED);
        copied = end;
      }
    }
    return out == null ? text : out.append(text, copied, length).toString();
  }

  /** Where the secret value begins that the sign at this position introduces; -1 for none. */
  private int startOfSecret(String text, int sign) {
    int nameEnd = sign;
    while (nameEnd > 0 && text.charAt(nameEnd - 1) == ' ') {
      nameEnd--;
    }
    boolean quotedName = nameEnd > 0 && isQuote(text.charAt(nameEnd - 1));
    while (nameEnd > 0 && (isQuote(text.charAt(nameEnd - 1)) || text.charAt(nameEnd - 1) == '\\')) {
      nameEnd--;
    }
    int nameStart = nameEnd;
    while (nameStart > 0
        && nameEnd - nameStart < LONGEST_NAME
        && isNamePart(text.charAt(nameStart - 1))) {
      nameStart--;
    }
    if (nameStart == nameEnd) {
      return -1;
    }
    int start = sign + 1;
    while (start < text.length() && isFiller(text.charAt(start))) {
      start++;
    }
    boolean quotedValue = start < text.length() && isQuote(text.charAt(start));
    boolean plainColon = text.charAt(sign) == ':' && !quotedName && !quotedValue;
    if (plainColon) {
      return isHeaderLine(text, nameStart, nameEnd) ? start : -1;
    }
    if (!names.matches(text, nameStart, nameEnd)) {
      return -1;
    }
    while (start < text.length() && (isQuote(text.charAt(start)) || text.charAt(start) == '\\')) {
      start++;
    }
    return start;
  }

  private static int endOfValue(String text, int start, int sign) {
    boolean headerLine =
        text.charAt(sign) == ':'
            && start > 0
            && !isQuote(text.charAt(start - 1))
            && !isQuote(text.charAt(sign - 1));
    boolean quoted = !headerLine && start > 0 && isQuote(text.charAt(start - 1));
    if (quoted) {
      boolean escaped = start > 1 && text.charAt(start - 2) == '\\';
      return endOfQuoted(text, start, text.charAt(start - 1), escaped);
    }
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r' || (!headerLine && endsPlainValue(c))) {
        return i;
      }
    }
    return text.length();
  }

  /**
   * Inside JSON in JSON the closing quote is an escaped one; elsewhere escaped quotes belong in.
   */
  private static int endOfQuoted(String text, int start, char quote, boolean escaped) {
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        if (escaped && i + 1 < text.length() && text.charAt(i + 1) == quote) {
          return i;
        }
        i++;
      } else if (c == quote || c == '\n') {
        return i;
      }
    }
    return text.length();
  }

  private static boolean endsPlainValue(char c) {
    return c <= ' ' || c == '&' || c == ';' || c == ',' || c == '"' || c == '\'' || c == ')'
        || c == '}' || c == ']' || c == '<' || c == '>' || c == '#';
  }

  private static boolean isHeaderLine(String text, int from, int to) {
    for (String header : HEADER_LINES) {
      if (to - from == header.length() && text.regionMatches(true, from, header, 0, to - from)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFiller(char c) {
    return c == ' ' || c == '=' || c == '>';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '.'
        || c == '%'
        || c == '['
        || c == ']'
        || c == '$'
        || c > 127;
  }
}

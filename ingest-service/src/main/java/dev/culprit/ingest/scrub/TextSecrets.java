package dev.culprit.ingest.scrub;

/**
 * Removes secrets from running text: messages, addresses, query strings, header values, bodies that
 * are no tree. One pass over the text decides which of the closer looks are needed at all; none of
 * them backtracks.
 */
final class TextSecrets {
  private static final int DIGITS_OF_A_CARD = 13;

  private final PairSecrets pairs;

  TextSecrets(SecretNames names) {
    this.pairs = new PairSecrets(names);
  }

  /** The same text without what looks like a secret; the same object when there is none. */
  String scrub(String text) {
    int digits = 0;
    boolean equals = false;
    boolean colon = false;
    boolean at = false;
    boolean bearer = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '=' -> equals = true;
        case ':' -> colon = true;
        case '@' -> at = true;
        case ' ' -> bearer |= TokenSecrets.endsScheme(text, i);
        default -> {
          if (c >= '0' && c <= '9') {
            digits++;
          }
        }
      }
    }
    String clean = withoutTokens(text);
    if (colon && at) {
      clean = TokenSecrets.scrubUserInfo(clean);
    }
    if (bearer) {
      clean = TokenSecrets.scrubSchemes(clean);
    }
    if (equals || colon) {
      clean = pairs.scrub(clean, colon);
    }
    return withoutCards(clean, digits);
  }

  /** As {@link #scrub}, for source code, where {@code password = read()} says nothing secret. */
  String scrubSource(String line) {
    int digits = 0;
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) >= '0' && line.charAt(i) <= '9') {
        digits++;
      }
    }
    return withoutCards(TokenSecrets.scrubSchemes(withoutTokens(line)), digits);
  }

  private static String withoutTokens(String text) {
    String clean = text;
    if (clean.contains("PRIVATE KEY-----")) {
      clean = TokenSecrets.scrubPrivateKeys(clean);
    }
    if (clean.contains("eyJ")) {
      clean = TokenSecrets.scrubJsonWebTokens(clean);
    }
    return clean;
  }

  private static String withoutCards(String text, int digits) {
    return digits >= DIGITS_OF_A_CARD ? CardNumbers.scrub(text) : text;
  }
}

package dev.culprit.ingest.scrub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Secrets that show by their own form, whatever name stands before them. */
final class TokenSecrets {
  private static final String BEARER = "bearer";
  private static final String BASIC = "basic";
  private static final int SHORTEST_TOKEN = 8;
  // A longer word after "bearer" is a token even without a digit in it.
  private static final int LONGER_THAN_A_WORD = 24;
  private static final int LONGEST_PEM_BEGIN = 40;

  private TokenSecrets() {}

  /** Whether the space at this position ends the word {@code Bearer} or {@code Basic}. */
  static boolean endsScheme(String text, int space) {
    return endsWith(text, space, BEARER) || endsWith(text, space, BASIC);
  }

  private static boolean endsWith(String text, int end, String word) {
    return end >= word.length()
        && text.regionMatches(true, end - word.length(), word, 0, word.length());
  }

  /** {@code Bearer TOKEN} and {@code Basic CREDENTIALS}. */
  static String scrubSchemes(String text) {
    StringBuilder out = null;
    int copied = 0;
    for (int i = text.indexOf(' '); i >= 0; i = text.indexOf(' ', i + 1)) {
      boolean bearer = endsWith(text, i, BEARER);
      if (!bearer && !endsWith(text, i, BASIC)) {
        continue;
      }
      int start = i + 1;
      int end = endOfToken(text, start);
      if (bearer ? isToken(text, start, end) : isCredentials(text, start, end)) {
        out = out == null ? new StringBuilder(text.length()) : out;
        out.append(text, copied, start).append(EventScrubber.SCRUBBED);
        copied = end;
      }
    }
    return finish(text, out, copied);
  }

  private static boolean isToken(String text, int from, int to) {
    if (to - from < SHORTEST_TOKEN) {
      return false;
    }
    if (to - from >= LONGER_THAN_A_WORD) {
      return true;
    }
    for (int i = from; i < to; i++) {
      if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }

  private static boolean isCredentials(String text, int from, int to) {
    try {
      byte[] decoded = Base64.getDecoder().decode(text.substring(from, to).getBytes(ISO_8859_1));
      return new String(decoded, ISO_8859_1).indexOf(':') > 0;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /** The password of {@code scheme://user:password@host}. */
  static String scrubUserInfo(String text) {
    StringBuilder out = null;
    int copied = 0;
    for (int i = text.indexOf("://"); i >= 0; i = text.indexOf("://", i + 3)) {
      int colon = -1;
      int at = -1;
      for (int j = i + 3; j < text.length() && !endsAuthority(text.charAt(j)); j++) {
        if (text.charAt(j) == ':' && colon < 0) {
          colon = j;
        } else if (text.charAt(j) == '@') {
          at = j;
        }
      }
      if (colon >= 0 && at > colon + 1) {
        out = out == null ? new StringBuilder(text.length()) : out;
        out.append(text, copied, colon + 1).append(EventScrubber.SCRUBBED);
        copied = at;
      }
    }
    return finish(text, out, copied);
  }

  private static boolean endsAuthority(char c) {
    return c == '/' || c == '?' || c == '#' || c <= ' ' || c == '"' || c == '\'';
  }

  /** Tokens of the form {@code eyJ….….…}. */
  static String scrubJsonWebTokens(String text) {
    StringBuilder out = null;
    int copied = 0;
    int i = text.indexOf("eyJ");
    while (i >= 0) {
      int end = endOfToken(text, i);
      int dot = i;
      while (dot < end && text.charAt(dot) != '.') {
        dot++;
      }
      if (dot > i + 8 && end > dot + 4) {
        out = out == null ? new StringBuilder(text.length()) : out;
        out.append(text, copied, i).append(EventScrubber.SCRUBBED);
        copied = end;
      }
      i = text.indexOf("eyJ", end);
    }
    return finish(text, out, copied);
  }

  /** PEM blocks of private keys, also cut ones. */
  static String scrubPrivateKeys(String text) {
    StringBuilder out = null;
    int copied = 0;
    int marker = text.indexOf("PRIVATE KEY-----");
    while (marker >= 0) {
      int start = startOfBlock(text, copied, marker);
      int end = text.indexOf("-----END", marker);
      int close = end < 0 ? -1 : text.indexOf("-----", end + 8);
      int stop = close < 0 ? text.length() : close + 5;
      out = out == null ? new StringBuilder(text.length()) : out;
      out.append(text, copied, start).append(EventScrubber.SCRUBBED);
      copied = stop;
      marker = text.indexOf("PRIVATE KEY-----", stop);
    }
    return finish(text, out, copied);
  }

  private static int startOfBlock(String text, int copied, int marker) {
    int from = Math.max(copied, marker - LONGEST_PEM_BEGIN);
    int begin = text.substring(from, marker).lastIndexOf("-----BEGIN");
    return begin < 0 ? marker : from + begin;
  }

  private static int endOfToken(String text, int from) {
    int i = from;
    while (i < text.length() && isTokenPart(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isTokenPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~'
        || c == '+'
        || c == '/'
        || c == '=';
  }

  private static String finish(String text, @Nullable StringBuilder out, int copied) {
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }
}

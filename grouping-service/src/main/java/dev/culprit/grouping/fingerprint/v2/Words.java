package dev.culprit.grouping.fingerprint.v2;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says of one word of a message whether it, or a part of it, is a value. */
final class Words {

  static final int UUID_LENGTH = 36;

  /** Names that end with a number and are no values. */
  private static final Set<String> NAMES_WITH_NUMBERS =
      Set.of(
          "utf", "sha", "base", "amd", "arm", "iso", "int", "uint", "float", "rfc", "latin", "cp",
          "windows", "crc", "aes", "rsa", "x");

  private Words() {}

  /** Where the word that begins here ends. */
  static int end(String text, int from) {
    int end = from;
    while (end < text.length() && (!endsWord(text.charAt(end)) || joinsDigits(text, end))) {
      end++;
    }
    // A delimiter at the start of a word is taken as it is.
    return end == from ? from + 1 : end;
  }

  /** Where the word ends without the punctuation of the sentence. */
  static int core(String text, int from, int end) {
    int core = end;
    while (core > from + 1 && isPunctuation(text.charAt(core - 1))) {
      core--;
    }
    return core;
  }

  static boolean isDelimiter(char c) {
    return "()[]{}<>,;=|\"'`\u201c\u201d\u2018\u2019".indexOf(c) >= 0;
  }

  static boolean isPunctuation(char c) {
    return c == '.' || c == ':' || c == '!' || c == '?' || c == ',' || c == ';' || c == '\'';
  }

  private static boolean endsWord(char c) {
    // An apostrophe inside a word belongs to it: can't.
    return Character.isWhitespace(c) || (isDelimiter(c) && c != '\'');
  }

  /** The comma of 1,000. */
  private static boolean joinsDigits(String text, int at) {
    return text.charAt(at) == ','
        && at > 0
        && at + 3 < text.length()
        && Characters.isDigit(text.charAt(at - 1))
        && Characters.areDigits(text, at + 1, at + 4);
  }

  /** Appends the word, or what it stands for. */
  static void append(String word, Template out) {
    String placeholder = placeholder(word);
    if (placeholder != null) {
      out.placeholder(placeholder);
      return;
    }
    appendParts(word, out);
  }

  private static @Nullable String placeholder(String word) {
    if (Addresses.isEmail(word)) {
      return "<email>";
    }
    if (Identifiers.isUuid(word, 0, word.length())) {
      return "<uuid>";
    }
    if (Identifiers.isTraceparent(word)) {
      return "<traceparent>";
    }
    if (Addresses.isIp(word)) {
      return "<ip>";
    }
    if (Addresses.isPath(word)) {
      return "<path>";
    }
    String hex = Identifiers.hexPlaceholder(word);
    if (hex != null) {
      return hex;
    }
    return Addresses.isHost(word) ? "<host>" : null;
  }

  /**
   * Numbers and ids inside a word count as values where punctuation sets them apart: {@code
   * user-17}.
   */
  private static void appendParts(String word, Template out) {
    int i = 0;
    while (i < word.length()) {
      if (isJoint(word.charAt(i))) {
        out.append(word.charAt(i));
        i++;
      } else if (Identifiers.isUuid(word, i, Math.min(word.length(), i + UUID_LENGTH))
          && (i + UUID_LENGTH == word.length() || isJoint(word.charAt(i + UUID_LENGTH)))) {
        out.placeholder("<uuid>");
        i += UUID_LENGTH;
      } else {
        int end = i;
        while (end < word.length() && !isJoint(word.charAt(end))) {
          end++;
        }
        appendPart(word, i, end, out);
        i = end;
      }
    }
  }

  private static void appendPart(String word, int from, int end, Template out) {
    boolean afterAt = from > 0 && word.charAt(from - 1) == '@';
    if (Characters.areDigits(word, from, end)) {
      if (out.endsWith("ORA-")) {
        out.append(word, from, end);
      } else {
        out.placeholder("<number>");
      }
    } else if (Identifiers.isHexId(word, from, end, afterAt)) {
      out.placeholder("<hex>");
    } else if (Identifiers.isOpaque(word, from, end)) {
      out.placeholder("<id>");
    } else {
      numbered(word, from, end, out);
    }
  }

  /** {@code worker12} is a worker; {@code utf8} is a name. */
  private static void numbered(String word, int from, int end, Template out) {
    int digits = end;
    while (digits > from && Characters.isDigit(word.charAt(digits - 1))) {
      digits--;
    }
    boolean isValue =
        end - digits >= 2
            && digits > from
            && !NAMES_WITH_NUMBERS.contains(
                word.substring(from, digits).toLowerCase(java.util.Locale.ROOT));
    out.append(word, from, isValue ? digits : end);
    if (isValue) {
      out.placeholder("<number>");
    }
  }

  private static boolean isJoint(char c) {
    return "-_./:@#\\+~&?%*$!".indexOf(c) >= 0;
  }
}

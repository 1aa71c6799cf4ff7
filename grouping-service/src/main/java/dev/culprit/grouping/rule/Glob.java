package dev.culprit.grouping.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A pattern in which {@code *} stands for any characters, {@code ?} for one, and a backslash takes
 * the meaning from the next character. The fixed pieces between stars are looked for from left to
 * right, each where it first fits, and never given up again: the time is at most the text's length
 * times the longest piece.
 */
final class Glob {

  private static final char ANY = '\uffff';

  private final List<String> pieces;
  private final boolean hasStar;
  private final boolean ignoresCase;

  private Glob(List<String> pieces, boolean ignoresCase) {
    this.pieces = pieces;
    this.hasStar = pieces.size() > 1;
    this.ignoresCase = ignoresCase;
  }

  static Glob of(String pattern, boolean ignoresCase) {
    String text = ignoresCase ? pattern.toLowerCase(Locale.ROOT) : pattern;
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '*') {
        pieces.add(piece.toString());
        piece.setLength(0);
      } else if (c == '\\' && i + 1 < text.length()) {
        i++;
        piece.append(text.charAt(i));
      } else {
        piece.append(c == '?' ? ANY : c);
      }
    }
    pieces.add(piece.toString());
    return new Glob(List.copyOf(pieces), ignoresCase);
  }

  boolean matches(String said) {
    String text = ignoresCase ? said.toLowerCase(Locale.ROOT) : said;
    String first = pieces.get(0);
    if (!hasStar) {
      return text.length() == first.length() && fits(first, text, 0);
    }
    String last = pieces.get(pieces.size() - 1);
    int end = text.length() - last.length();
    if (first.length() > end || !fits(first, text, 0) || !fits(last, text, end)) {
      return false;
    }
    int from = first.length();
    for (int i = 1; i < pieces.size() - 1; i++) {
      int at = find(pieces.get(i), text, from, end);
      if (at < 0) {
        return false;
      }
      from = at + pieces.get(i).length();
    }
    return true;
  }

  private static int find(String piece, String text, int from, int end) {
    for (int at = from; at + piece.length() <= end; at++) {
      if (fits(piece, text, at)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean fits(String piece, String text, int at) {
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      if (c != ANY && c != text.charAt(at + i)) {
        return false;
      }
    }
    return true;
  }
}

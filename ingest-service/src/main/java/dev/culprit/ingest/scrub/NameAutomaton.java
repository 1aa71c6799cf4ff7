package dev.culprit.ingest.scrub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds any of many ASCII words in a name in one pass, whatever the case and the separators
 * (Aho–Corasick with a full transition table). Immutable and free of allocation when asked.
 */
final class NameAutomaton {
  private static final int LETTERS = 36;
  private static final int SEPARATOR = -1;

  private final int[] next;
  private final boolean[] anywhere;
  // Length of the whole word that ends in a state; 0 for none.
  private final int[][] wordLengths;

  private NameAutomaton(int[] next, boolean[] anywhere, int[][] wordLengths) {
    this.next = next;
    this.anywhere = anywhere;
    this.wordLengths = wordLengths;
  }

  static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  boolean matches(String text, int from, int to) {
    int state = 0;
    int position = 0; // counted in letters, separators left out
    long starts = 1; // bit p: a word starts at letter p (kept for the first 64 letters)
    int wordEnd = -1; // a whole word ended before this letter, if a boundary follows
    int previous = SEPARATOR;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int letter = letter(c);
      if (letter == SEPARATOR) {
        previous = SEPARATOR;
        continue;
      }
      boolean hump = c >= 'A' && c <= 'Z' && previous == 'a';
      if (hump || previous == SEPARATOR) {
        if (wordEnd == position) {
          return true;
        }
        if (position < 64) {
          starts |= 1L << position;
        }
      }
      previous = c >= 'a' && c <= 'z' ? 'a' : c;
      state = next[state * LETTERS + letter];
      position++;
      if (anywhere[state]) {
        return true;
      }
      if (endsWord(state, position, starts)) {
        wordEnd = position;
      }
    }
    return wordEnd == position && position > 0;
  }

  private boolean endsWord(int state, int position, long starts) {
    for (int length : wordLengths[state]) {
      int start = position - length;
      if (start < 64 && (starts & (1L << start)) != 0) {
        return true;
      }
    }
    return false;
  }

  private static int letter(char c) {
    if (c >= 'a' && c <= 'z') {
      return c - 'a';
    }
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    return c >= '0' && c <= '9' ? 26 + c - '0' : SEPARATOR;
  }

  /** Collects the words. */
  static final class Builder {
    private static final int[] NONE = {};
    private final List<int[]> nodes = new ArrayList<>();
    private final List<Boolean> anywhere = new ArrayList<>();
    private final List<int[]> words = new ArrayList<>();

    Builder() {
      addNode();
    }

    Builder anywhere(String word) {
      int node = path(word);
      if (node != 0) {
        anywhere.set(node, true);
      }
      return this;
    }

    Builder wholeWord(String word) {
      int node = path(word);
      if (node != 0) {
        words.set(node, append(words.get(node), new int[] {word.length()}));
      }
      return this;
    }

    private int path(String word) {
      int node = 0;
      for (int i = 0; i < word.length(); i++) {
        int letter = letter(word.charAt(i));
        if (letter == SEPARATOR) {
          continue;
        }
        int child = nodes.get(node)[letter];
        if (child < 0) {
          child = addNode();
          nodes.get(node)[letter] = child;
        }
        node = child;
      }
      return node;
    }

    private int addNode() {
      int[] children = new int[LETTERS];
      Arrays.fill(children, -1);
      nodes.add(children);
      anywhere.add(false);
      words.add(NONE);
      return nodes.size() - 1;
    }

    NameAutomaton build() {
      int[] table = new int[nodes.size() * LETTERS];
      int[] fallback = new int[nodes.size()];
      ArrayDeque<Integer> queue = new ArrayDeque<>();
      queue.add(0);
      while (!queue.isEmpty()) {
        int node = queue.remove();
        for (int letter = 0; letter < LETTERS; letter++) {
          int child = nodes.get(node)[letter];
          int viaFallback = node == 0 ? 0 : table[fallback[node] * LETTERS + letter];
          if (child < 0) {
            table[node * LETTERS + letter] = viaFallback;
          } else {
            table[node * LETTERS + letter] = child;
            fallback[child] = viaFallback;
            inherit(child, viaFallback);
            queue.add(child);
          }
        }
      }
      boolean[] ends = new boolean[nodes.size()];
      for (int i = 0; i < ends.length; i++) {
        ends[i] = anywhere.get(i);
      }
      return new NameAutomaton(table, ends, words.toArray(int[][]::new));
    }

    private void inherit(int node, int from) {
      if (anywhere.get(from)) {
        anywhere.set(node, true);
      }
      words.set(node, append(words.get(node), words.get(from)));
    }

    private static int[] append(int[] a, int[] b) {
      if (b.length == 0) {
        return a;
      }
      int[] both = Arrays.copyOf(a, a.length + b.length);
      System.arraycopy(b, 0, both, a.length, b.length);
      return both;
    }
  }
}

package dev.culprit.ingest.sentry.event;

import java.util.ArrayList;
import java.util.List;

/** What was mended in one event: each thing once, few in number, one short sentence each. */
final class Mendings {
  private static final int MOST = 32;
  private static final int LONGEST_QUOTE = 64;

  private final List<String> notes = new ArrayList<>();

  void note(String sentence) {
    if (notes.size() < MOST && !notes.contains(sentence)) {
      notes.add(sentence);
    }
  }

  List<String> all() {
    return notes;
  }

  /** A client's own words, short and harmless enough to stand in a note. */
  static String quote(String text) {
    StringBuilder quote = new StringBuilder("\"");
    int end = Math.min(text.length(), LONGEST_QUOTE);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      quote.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
    }
    return quote.append(end < text.length() ? "…\"" : "\"").toString();
  }
}

package dev.culprit.grouping.template;

import java.util.ArrayList;
import java.util.List;

/** Cuts a message into words at its spaces; what is beyond the last word counted is one word. */
final class MessageWords {

  private static final int MOST = 48;

  private MessageWords() {}

  static List<String> split(String message) {
    List<String> words = new ArrayList<>();
    int from = 0;
    while (from < message.length()) {
      int space = message.indexOf(' ', from);
      int end = space < 0 || words.size() == MOST - 1 ? message.length() : space;
      words.add(message.substring(from, end));
      from = end + 1;
    }
    return words;
  }
}

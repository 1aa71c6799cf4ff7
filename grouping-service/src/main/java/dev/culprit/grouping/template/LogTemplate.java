package dev.culprit.grouping.template;

import java.util.ArrayList;
import java.util.List;

/**
 * What several messages have in common, word by word; {@link #ANY} stands where they differ. It is
 * named by the message that founded it, and only ever becomes more general.
 */
public record LogTemplate(String founder, List<String> words) {

  /** Stands for any one word. */
  public static final String ANY = "<*>";

  public LogTemplate {
    words = List.copyOf(words);
  }

  static LogTemplate foundedBy(String message) {
    return new LogTemplate(message, MessageWords.split(message));
  }

  boolean matches(List<String> message) {
    if (message.size() != words.size()) {
      return false;
    }
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.equals(message.get(i)) && !word.equals(ANY)) {
        return false;
      }
    }
    return true;
  }

  int freePlaces() {
    int free = 0;
    for (String word : words) {
      free += word.equals(ANY) ? 1 : 0;
    }
    return free;
  }

  LogTemplate withAnyAt(int place) {
    List<String> general = new ArrayList<>(words);
    general.set(place, ANY);
    return new LogTemplate(founder, general);
  }

  /** What both instances have learned of the same template: free where either is. */
  LogTemplate merge(LogTemplate other) {
    List<String> general = new ArrayList<>(words);
    for (int i = 0; i < general.size(); i++) {
      if (!general.get(i).equals(other.words.get(i))) {
        general.set(i, ANY);
      }
    }
    return new LogTemplate(founder, general);
  }
}

package dev.culprit.grouping.template;

import dev.culprit.grouping.fingerprint.MessageTemplates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the templates of one project's messages while they come. Messages of the same length and
 * first word are siblings; where enough of them differ by one word only, and none of the words
 * tells a cause, any word may stand there from then on. Bounded; safe for use by many threads.
 */
public final class TemplateMiner implements MessageTemplates {

  private final TemplateLimits limits;
  private final Map<String, LogTemplate> byFounder = new ConcurrentHashMap<>();
  private final Map<Branch, List<LogTemplate>> branches = new HashMap<>();

  public TemplateMiner(TemplateLimits limits) {
    this.limits = limits;
  }

  private record Branch(int length, String firstWord) {}

  @Override
  public String founder(String message) {
    // Its problem is known by it, whatever template would suit it better by now.
    if (byFounder.containsKey(message)) {
      return message;
    }
    List<String> words = MessageWords.split(message);
    return words.size() < limits.fewestWords() ? message : find(message, words);
  }

  /** Whether a template began with this message; there are no more of them than templates. */
  public boolean isFounder(String message) {
    return byFounder.containsKey(message);
  }

  private synchronized String find(String message, List<String> words) {
    Branch branch = new Branch(words.size(), words.get(0));
    List<LogTemplate> siblings = branches.getOrDefault(branch, List.of());
    LogTemplate best = best(siblings, words);
    if (best != null) {
      return best.founder();
    }
    if (byFounder.size() >= limits.templates() || siblings.size() >= limits.siblings()) {
      return message;
    }
    LogTemplate general = generalised(siblings, words);
    LogTemplate learned = general == null ? LogTemplate.foundedBy(message) : general;
    put(learned);
    return learned.founder();
  }

  /** The one with the fewest free places; among equals the first by founder, everywhere alike. */
  private static @Nullable LogTemplate best(List<LogTemplate> siblings, List<String> words) {
    LogTemplate best = null;
    for (LogTemplate template : siblings) {
      if (template.matches(words) && (best == null || isBetter(template, best))) {
        best = template;
      }
    }
    return best;
  }

  private static boolean isBetter(LogTemplate one, LogTemplate other) {
    int difference = one.freePlaces() - other.freePlaces();
    return difference < 0 || (difference == 0 && one.founder().compareTo(other.founder()) < 0);
  }

  /** The oldest of the siblings that differ from the message at one same place, if they suffice. */
  private @Nullable LogTemplate generalised(List<LogTemplate> siblings, List<String> words) {
    int[] alike = new int[words.size()];
    LogTemplate[] oldest = new LogTemplate[words.size()];
    for (LogTemplate template : siblings) {
      int place = onlyDifference(template.words(), words);
      if (place > 0) {
        alike[place]++;
        oldest[place] = oldest[place] == null ? template : oldest[place];
      }
    }
    for (int place = 1; place < alike.length; place++) {
      if (alike[place] + 1 >= limits.values()) {
        return oldest[place].withAnyAt(place);
      }
    }
    return null;
  }

  /**
   * The one place where the words differ, when there is just one and it tells no cause; else -1.
   */
  private static int onlyDifference(List<String> template, List<String> words) {
    int place = -1;
    for (int i = 0; i < words.size(); i++) {
      String word = template.get(i);
      if (word.equals(LogTemplate.ANY) || word.equals(words.get(i))) {
        continue;
      }
      boolean tellsCause = CauseWords.tellsCause(word) || CauseWords.tellsCause(words.get(i));
      if (place >= 0 || tellsCause) {
        return -1;
      }
      place = i;
    }
    return place;
  }

  private void put(LogTemplate template) {
    Branch branch = new Branch(template.words().size(), template.words().get(0));
    List<LogTemplate> siblings = branches.computeIfAbsent(branch, key -> new ArrayList<>());
    siblings.removeIf(sibling -> sibling.founder().equals(template.founder()));
    siblings.add(template);
    byFounder.put(template.founder(), template);
  }

  /** Everything learned so far. */
  public synchronized TemplateState state() {
    List<LogTemplate> templates = new ArrayList<>(byFounder.values());
    templates.sort((a, b) -> a.founder().compareTo(b.founder()));
    return new TemplateState(templates);
  }

  /** Learns what another instance has learned; forgets nothing but what is over the limit. */
  public synchronized void merge(TemplateState other) {
    TemplateState merged = state().merge(other, limits.templates());
    byFounder.clear();
    branches.clear();
    merged.templates().forEach(this::put);
  }
}

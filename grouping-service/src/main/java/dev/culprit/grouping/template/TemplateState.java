package dev.culprit.grouping.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was learned, as a value that instances exchange. Merging is the same in any order and
 * however often, so instances that have heard the same agree. Templates are sorted by founder.
 */
public record TemplateState(List<LogTemplate> templates) {

  public static final TemplateState EMPTY = new TemplateState(List.of());

  public TemplateState {
    templates = List.copyOf(templates);
  }

  /**
   * Everything that either knows. Of too many templates those with the smallest marks are kept, a
   * choice that does not depend on who merges with whom first.
   */
  public TemplateState merge(TemplateState other, int mostTemplates) {
    Map<String, LogTemplate> byFounder = new TreeMap<>();
    for (LogTemplate template : templates) {
      byFounder.put(template.founder(), template);
    }
    for (LogTemplate template : other.templates) {
      byFounder.merge(template.founder(), template, LogTemplate::merge);
    }
    List<LogTemplate> merged = new ArrayList<>(byFounder.values());
    if (merged.size() > mostTemplates) {
      merged.sort(TemplateState::compareMarks);
      merged = new ArrayList<>(merged.subList(0, mostTemplates));
      merged.sort((a, b) -> a.founder().compareTo(b.founder()));
    }
    return new TemplateState(merged);
  }

  private static int compareMarks(LogTemplate a, LogTemplate b) {
    int byMark = Integer.compare(mark(a.founder()), mark(b.founder()));
    return byMark != 0 ? byMark : a.founder().compareTo(b.founder());
  }

  private static int mark(String founder) {
    int hash = founder.hashCode() * 0x9E3779B9;
    return hash ^ (hash >>> 16);
  }
}

package dev.culprit.grouping.score;

import java.util.HashMap;
import java.util.Map;

/** How many events each true problem, each group, and each pair of the two have. */
final class Overlap {

  /** A true problem and a group that share events. */
  record Cell(Object label, Object group) {}

  private final Map<Object, Long> labels = new HashMap<>();
  private final Map<Object, Long> groups = new HashMap<>();
  private final Map<Cell, Long> cells = new HashMap<>();
  private long events;

  static Overlap of(Grouping grouping) {
    Overlap overlap = new Overlap();
    grouping.events().forEach(placed -> overlap.add(placed.label(), placed.problem()));
    return overlap;
  }

  void add(Object label, Object group) {
    labels.merge(label, 1L, Long::sum);
    groups.merge(group, 1L, Long::sum);
    cells.merge(new Cell(label, group), 1L, Long::sum);
    events++;
  }

  Map<Cell, Long> cells() {
    return cells;
  }

  long ofLabel(Object label) {
    return labels.getOrDefault(label, 0L);
  }

  long ofGroup(Object group) {
    return groups.getOrDefault(group, 0L);
  }

  long events() {
    return events;
  }

  int labelCount() {
    return labels.size();
  }

  int groupCount() {
    return groups.size();
  }

  /** Pairs of events that share problem and group. */
  long commonPairs() {
    return pairs(cells);
  }

  long labelPairs() {
    return pairs(labels);
  }

  long groupPairs() {
    return pairs(groups);
  }

  private static long pairs(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(n -> n * (n - 1) / 2).sum();
  }
}

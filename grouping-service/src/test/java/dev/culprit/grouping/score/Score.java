package dev.culprit.grouping.score;

/**
 * One row of the table. Stability is the pairwise F1 between the groups of the first arrival order
 * and those of others, the lowest: 1 when the order does not matter.
 */
record Score(
    String name,
    Quality pairs,
    Quality perEvent,
    int groups,
    int problems,
    double stability,
    double eventsPerSecond) {

  static Score of(String name, Grouping grouping, double stability) {
    Overlap overlap = Overlap.of(grouping);
    return new Score(
        name,
        Quality.pairwise(overlap),
        Quality.perEvent(overlap),
        overlap.groupCount(),
        overlap.labelCount(),
        stability,
        grouping.eventsPerSecond());
  }
}

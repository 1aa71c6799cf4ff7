package dev.culprit.grouping.score;

/**
 * Precision: of what was put together, how much belongs together. Recall: of what belongs together,
 * how much was put together. Both are 1 where there is nothing to be wrong about.
 */
record Quality(double precision, double recall) {

  /** Over pairs of events: large problems count most. */
  static Quality pairwise(Overlap overlap) {
    return new Quality(
        share(overlap.commonPairs(), overlap.groupPairs()),
        share(overlap.commonPairs(), overlap.labelPairs()));
  }

  /** B-cubed: the mean over events of each one's own precision and recall. */
  static Quality perEvent(Overlap overlap) {
    double precision = 0;
    double recall = 0;
    for (var cell : overlap.cells().entrySet()) {
      double shared = cell.getValue();
      precision += shared * shared / overlap.ofGroup(cell.getKey().group());
      recall += shared * shared / overlap.ofLabel(cell.getKey().label());
    }
    double events = overlap.events();
    return events == 0 ? new Quality(1, 1) : new Quality(precision / events, recall / events);
  }

  double f1() {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 1 : (double) part / (double) whole;
  }
}

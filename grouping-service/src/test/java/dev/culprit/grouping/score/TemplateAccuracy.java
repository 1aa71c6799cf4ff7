package dev.culprit.grouping.score;

import dev.culprit.grouping.score.corpus.LabelledEvent.Family;

/**
 * How well variable parts of log lines are told from the constant ones: a line counts as right only
 * if the lines of its group are exactly those of its template.
 */
final class TemplateAccuracy {

  private TemplateAccuracy() {}

  static double of(Grouping grouping) {
    Grouping lines =
        grouping.only(
            event -> event.family() == Family.LOG && event.arrival().report().isMessageOnly());
    return exact(Overlap.of(lines));
  }

  static double exact(Overlap overlap) {
    double right = 0;
    for (var cell : overlap.cells().entrySet()) {
      long shared = cell.getValue();
      boolean isExact =
          shared == overlap.ofLabel(cell.getKey().label())
              && shared == overlap.ofGroup(cell.getKey().group());
      right += isExact ? shared : 0;
    }
    return overlap.events() == 0 ? 1 : right / overlap.events();
  }
}

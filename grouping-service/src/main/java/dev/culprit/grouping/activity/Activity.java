package dev.culprit.grouping.activity;

import dev.culprit.grouping.problem.ProblemTransition;
import java.util.List;

/** What one transaction did, for those who alert. */
public record Activity(List<CountDelta> counts, List<ProblemTransition.Told> transitions) {

  public boolean isEmpty() {
    return counts.isEmpty() && transitions.isEmpty();
  }
}

package dev.culprit.grouping.activity;

import dev.culprit.grouping.problem.ProblemTransition;
import java.util.List;

/** What one transaction did, for those who alert. */
public record Activity(
    List<CountDelta> counts,
    List<ProblemTransition.Told> transitions,
    List<RequestDelta> requests) {

  public static Activity ofEvents(
      List<CountDelta> counts, List<ProblemTransition.Told> transitions) {
    return new Activity(counts, transitions, List.of());
  }

  public static Activity ofRequests(List<RequestDelta> requests) {
    return new Activity(List.of(), List.of(), requests);
  }

  public boolean isEmpty() {
    return counts.isEmpty() && transitions.isEmpty() && requests.isEmpty();
  }
}

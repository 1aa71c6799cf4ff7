package dev.culprit.alert.activity;

import dev.culprit.alert.incident.Transition;
import dev.culprit.alert.share.RequestDelta;
import java.util.List;

/**
 * What one transaction of grouping did.
 *
 * @param id unique for ever; counted once
 */
public record Activity(
    long id, List<CountDelta> counts, List<Transition> transitions, List<RequestDelta> requests) {
  public Activity {
    counts = List.copyOf(counts);
    transitions = List.copyOf(transitions);
    requests = List.copyOf(requests);
  }

  /**
   * Further events of one problem.
   *
   * @param minute of occurrence, since 1970 UTC
   * @param ignored counted for the project only
   */
  public record CountDelta(
      long projectId,
      long problemId,
      String environment,
      int minute,
      long count,
      boolean ignored) {}
}

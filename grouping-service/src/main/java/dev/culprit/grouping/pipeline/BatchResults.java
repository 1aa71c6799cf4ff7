package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.event.EventRow;
import dev.culprit.grouping.event.StoredEvent;
import dev.culprit.grouping.problem.CountedProblem;
import dev.culprit.grouping.problem.ProblemTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says of each event of a stored batch what became of it. */
final class BatchResults {

  private final CountedBatch counted;
  private final Map<Long, ProblemTransition> transitions;
  private final Map<Long, StoredEvent> duplicates;
  private final Map<Long, ProblemTransition> repeated = new HashMap<>();

  /** {@code duplicates} are those stored before, by the ids that they would have got. */
  BatchResults(
      CountedBatch counted,
      Map<Long, ProblemTransition> transitions,
      Map<Long, StoredEvent> duplicates) {
    this.counted = counted;
    this.transitions = transitions;
    this.duplicates = duplicates;
  }

  List<EventResult> of(List<EventRow> rows) {
    List<EventResult> results = new ArrayList<>(rows.size());
    for (EventRow row : rows) {
      StoredEvent duplicate = duplicates.get(row.id());
      results.add(duplicate == null ? asNew(row) : asDuplicate(row, duplicate));
    }
    return results;
  }

  private EventResult asNew(EventRow row) {
    ProblemTransition transition = transitions.get(row.problemId());
    boolean broughtItAbout =
        transition instanceof ProblemTransition.ByEvent
            && counted.tally().firstOf(row.problemId()).id() == row.id();
    return new EventResult.Stored(
        row.id(),
        broughtItAbout && transition != null
            ? transition
            : repeated(row.event().projectId(), row.problemId()),
        false,
        count(row.problemId(), null));
  }

  private EventResult asDuplicate(EventRow row, StoredEvent stored) {
    return new EventResult.Stored(
        stored.id(),
        repeated(row.event().projectId(), stored.problemId()),
        true,
        count(stored.problemId(), stored));
  }

  private ProblemTransition repeated(long projectId, long problemId) {
    return repeated.computeIfAbsent(problemId, id -> new ProblemTransition.Repeated(projectId, id));
  }

  private long count(long problemId, @Nullable StoredEvent stored) {
    CountedProblem problem = counted.problems().get(problemId);
    if (problem != null) {
      return problem.occurrenceCount();
    }
    return stored == null ? 0 : stored.occurrenceCount();
  }
}

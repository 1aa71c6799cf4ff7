package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.activity.OutboxEntry;
import dev.culprit.grouping.problem.CountedProblem;
import dev.culprit.grouping.problem.KnownProblems;
import dev.culprit.grouping.problem.ProblemTransition;
import dev.culprit.grouping.watch.ProblemChange;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells everyone of a committed transaction: the caches, the watchers, alert. Nobody waits for it.
 */
final class Announcer {

  private final KnownProblems known;
  private final Consumer<List<ProblemChange>> changes;
  private final Consumer<OutboxEntry> alert;
  private final GroupingMetrics metrics;
  private final Clock clock;

  Announcer(
      KnownProblems known,
      Consumer<List<ProblemChange>> changes,
      Consumer<OutboxEntry> alert,
      GroupingMetrics metrics,
      Clock clock) {
    this.known = known;
    this.changes = changes;
    this.alert = alert;
    this.metrics = metrics;
    this.clock = clock;
  }

  void announce(StoredBatch stored) {
    known.remember(stored.located());
    metrics.stored(stored);
    if (stored.entry() != null) {
      alert.accept(stored.entry());
    }
    if (!stored.counted().isEmpty()) {
      changes.accept(changes(stored));
    }
  }

  private List<ProblemChange> changes(StoredBatch stored) {
    List<ProblemChange> all = new ArrayList<>(stored.counted().size());
    long now = clock.millis();
    for (CountedProblem problem : stored.counted().values()) {
      ProblemTransition transition = stored.transitions().get(problem.problemId());
      if (transition != null) {
        all.add(
            new ProblemChange(
                kind(transition),
                transition.projectId(),
                problem.problemId(),
                now,
                problem.occurrenceCount()));
      }
    }
    return all;
  }

  private static ProblemChange.Kind kind(ProblemTransition transition) {
    if (transition instanceof ProblemTransition.Opened) {
      return ProblemChange.Kind.OPENED;
    }
    return transition instanceof ProblemTransition.Regressed
        ? ProblemChange.Kind.REGRESSED
        : ProblemChange.Kind.REPEATED;
  }
}

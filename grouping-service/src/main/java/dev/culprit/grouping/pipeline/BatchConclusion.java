package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.activity.Activity;
import dev.culprit.grouping.activity.CountDelta;
import dev.culprit.grouping.activity.OutboxEntry;
import dev.culprit.grouping.event.EventRow;
import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.problem.CountedProblem;
import dev.culprit.grouping.problem.HistoryRow;
import dev.culprit.grouping.problem.ProblemStatus;
import dev.culprit.grouping.problem.ProblemSummary;
import dev.culprit.grouping.problem.ProblemTransition;
import dev.culprit.grouping.store.StoreTransaction;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The end of a batch's transaction: what its events did to their problems, written down for others,
 * and the commit.
 */
final class BatchConclusion {

  private final StoreTransaction transaction;
  private final CountedBatch counted;
  private final Set<Long> opened;
  private final Function<IncomingEvent, ProblemSummary> describer;

  BatchConclusion(
      StoreTransaction transaction,
      CountedBatch counted,
      Set<Long> opened,
      Function<IncomingEvent, ProblemSummary> describer) {
    this.transaction = transaction;
    this.counted = counted;
    this.opened = opened;
    this.describer = describer;
  }

  /**
   * One transition for each problem that got new events; right, because the problems' rows are
   * locked.
   */
  Future<Map<Long, ProblemTransition>> transitions() {
    List<Long> regressed =
        counted.problems().values().stream()
            .filter(problem -> problem.statusBefore() == ProblemStatus.RESOLVED)
            .map(CountedProblem::problemId)
            .toList();
    Future<Map<Long, ProblemSummary>> summaries =
        regressed.isEmpty()
            ? Future.succeededFuture(Map.of())
            : transaction.problems().summaries(regressed);
    return summaries.map(this::transitions);
  }

  private Map<Long, ProblemTransition> transitions(Map<Long, ProblemSummary> regressed) {
    Map<Long, ProblemTransition> transitions = new HashMap<>();
    for (Long problemId : counted.problems().keySet()) {
      EventRow first = counted.tally().firstOf(problemId);
      transitions.put(problemId, transition(first, regressed.get(problemId)));
    }
    return transitions;
  }

  private ProblemTransition transition(EventRow first, @Nullable ProblemSummary regressed) {
    IncomingEvent event = first.event();
    if (opened.contains(first.problemId())) {
      return new ProblemTransition.Opened(
          event.projectId(),
          first.problemId(),
          event.occurredAt(),
          event.environment(),
          event.release(),
          describer.apply(event));
    }
    if (regressed != null) {
      return new ProblemTransition.Regressed(
          event.projectId(),
          first.problemId(),
          event.occurredAt(),
          event.environment(),
          event.release(),
          regressed);
    }
    return new ProblemTransition.Repeated(event.projectId(), first.problemId());
  }

  /** History, outbox and commit travel together. */
  Future<OutboxEntry> commit(Map<Long, ProblemTransition> transitions) {
    List<ProblemTransition.Told> told = new ArrayList<>();
    List<HistoryRow> history = new ArrayList<>();
    for (ProblemTransition transition : transitions.values()) {
      if (transition instanceof ProblemTransition.ByEvent byEvent) {
        String kind = transition instanceof ProblemTransition.Opened ? "opened" : "regressed";
        told.add(byEvent);
        history.add(
            HistoryRow.bySystem(byEvent.problemId(), byEvent.at(), kind, byEvent.release()));
      }
    }
    Future<Void> remembered =
        history.isEmpty()
            ? Future.succeededFuture()
            : transaction.problems().appendHistory(history);
    Future<OutboxEntry> entry = transaction.outbox().append(Activity.ofEvents(deltas(), told));
    Future<Void> committed = transaction.commit();
    return Future.all(remembered, entry, committed).compose(ignored -> entry);
  }

  private List<CountDelta> deltas() {
    return counted.tally().problemMinutes().stream()
        .map(
            minute -> {
              CountedProblem problem = counted.problems().get(minute.problemId());
              return new CountDelta(
                  minute.projectId(),
                  minute.problemId(),
                  minute.environment(),
                  minute.bucketEpochSecond(),
                  minute.count(),
                  problem != null && problem.statusBefore() == ProblemStatus.IGNORED);
            })
        .toList();
  }
}

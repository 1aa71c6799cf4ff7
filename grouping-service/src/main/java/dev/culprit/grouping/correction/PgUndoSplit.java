package dev.culprit.grouping.correction;

import dev.culprit.grouping.command.RefusedCommandException;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.watch.ProblemChange;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes back for good what a split made, and lets later events follow their fingerprints alone
 * again.
 */
final class PgUndoSplit {

  private static final String DROP =
      """
      DELETE FROM grouping.split_fingerprints WHERE problem_id = $1::bigint
      RETURNING project_id, version, hash
      """;

  private final PgCorrectionTables tables;
  private final SplitValues values;

  PgUndoSplit(PgCorrectionTables tables, SplitValues values) {
    this.tables = tables;
    this.values = values;
  }

  Future<CorrectionOutcome> undo(long problemId) {
    // Parts are younger than the problem, so this is the order of ids, too.
    return tables
        .lock(Set.of(problemId))
        .compose(locked -> new PgSplitParts(tables, values).of(locked.get(0)))
        .compose(
            ids -> {
              ids.add(problemId);
              return tables.lock(ids);
            })
        .compose(locked -> undo(problemId, locked));
  }

  private Future<CorrectionOutcome> undo(long problemId, List<LockedProblem> locked) {
    locked.forEach(LockedProblem::requireOwn);
    Tuple id = Tuple.of(problemId);
    var dropped = tables.execute(DROP, id).map(PgCorrectionTables::keys);
    return Future.all(
            dropped, tables.appendHistory(List.of(tables.note(problemId, "undo_split", ""))))
        .compose(
            ignored -> {
              if (dropped.result().isEmpty()) {
                throw new RefusedCommandException("problem " + problemId + " is not split");
              }
              return locked.size() == 1
                  ? Future.succeededFuture(alone(locked.get(0)))
                  : new PgMerge(tables).absorb(problemId, locked);
            })
        .map(outcome -> with(outcome, dropped.result()));
  }

  private CorrectionOutcome alone(LockedProblem problem) {
    long count = problem.occurrenceCount();
    return new CorrectionOutcome(
        problem.id(),
        count,
        0,
        List.of(),
        Set.of(),
        List.of(tables.change(ProblemChange.Kind.UPDATED, problem, count)),
        Optional.empty());
  }

  private static CorrectionOutcome with(CorrectionOutcome outcome, Set<FingerprintKey> more) {
    List<FingerprintKey> keys = new ArrayList<>(outcome.fingerprints());
    keys.addAll(more);
    return new CorrectionOutcome(
        outcome.problemId(),
        outcome.occurrenceCount(),
        outcome.eventsToMove(),
        outcome.parts(),
        Set.copyOf(keys),
        outcome.changes(),
        outcome.entry());
  }
}

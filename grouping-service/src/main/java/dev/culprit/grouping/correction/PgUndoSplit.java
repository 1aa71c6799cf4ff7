package dev.culprit.grouping.correction;

import dev.culprit.grouping.command.RefusedCommandException;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.watch.ProblemChange;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Merges back what a split made and lets later events follow their fingerprints alone again. */
final class PgUndoSplit {

  // What was merged elsewhere since is left where it is.
  private static final String PARTS =
      """
      SELECT DISTINCT p.id FROM grouping.corrections c
      JOIN grouping.problems p ON p.id = c.other_id AND p.merged_into IS NULL
      WHERE c.problem_id = $1::bigint AND c.kind = 'split' AND c.undone_at IS NULL
      """;

  private static final String DROP =
      """
      DELETE FROM grouping.split_fingerprints WHERE problem_id = $1::bigint
      RETURNING project_id, version, hash
      """;

  private static final String NOTE_UNDONE =
      """
      UPDATE grouping.corrections SET undone_at = now()
      WHERE problem_id = $1::bigint AND kind = 'split' AND undone_at IS NULL
      """;

  private final PgCorrectionTables tables;

  PgUndoSplit(PgCorrectionTables tables) {
    this.tables = tables;
  }

  Future<CorrectionOutcome> undo(long problemId) {
    return tables
        .execute(PARTS, Tuple.of(problemId))
        .compose(
            rows -> {
              Set<Long> ids = new HashSet<>();
              for (Row row : rows) {
                ids.add(row.getLong(0));
              }
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
            dropped,
            tables.execute(NOTE_UNDONE, id),
            tables.appendHistory(List.of(tables.note(problemId, "undo_split", ""))))
        .compose(
            ignored -> {
              if (dropped.result().isEmpty()) {
                throw new RefusedCommandException("problem " + problemId + " is not split");
              }
              return locked.size() == 1
                  ? Future.succeededFuture(alone(locked.get(0)))
                  : new PgMerge(tables).merge(problemId, locked);
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

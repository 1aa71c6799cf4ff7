package dev.culprit.grouping.correction;

import dev.culprit.grouping.command.RefusedCommandException;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.watch.ProblemChange;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a merged problem its own again: with the sums it kept, and with the events that its
 * fingerprints brought since.
 */
final class PgUnmerge {

  private static final String LESS =
      """
      UPDATE grouping.problems SET occurrence_count = greatest(occurrence_count - $2::bigint, 0)
      WHERE id = $1::bigint
      """;

  private final PgCorrectionTables tables;

  PgUnmerge(PgCorrectionTables tables) {
    this.tables = tables;
  }

  Future<CorrectionOutcome> unmerge(long problemId) {
    return tables
        .execute(CorrectionSql.OLDEST, Tuple.of(problemId))
        .compose(
            rows -> {
              for (Row row : rows) {
                return unmerge(problemId, row.getLong(1));
              }
              throw new NoSuchElementException("there is no problem " + problemId);
            });
  }

  private Future<CorrectionOutcome> unmerge(long problemId, long targetId) {
    if (targetId == 0) {
      throw notMerged(problemId);
    }
    return tables
        .lock(Set.of(problemId, targetId))
        .compose(
            locked -> {
              LockedProblem problem = of(locked, problemId);
              LockedProblem target = of(locked, targetId);
              if (problem.mergedInto() != targetId) {
                throw notMerged(problemId);
              }
              target.requireOwn();
              return tables
                  .execute(MergeSql.LAST_MERGE, Tuple.of(problemId, targetId))
                  .compose(rows -> unmerge(problem, target, rows.iterator().next().getLong(0)));
            });
  }

  private static RefusedCommandException notMerged(long problemId) {
    return new RefusedCommandException("problem " + problemId + " is not merged");
  }

  private static LockedProblem of(List<LockedProblem> locked, long id) {
    return locked.stream().filter(problem -> problem.id() == id).findFirst().orElseThrow();
  }

  private Future<CorrectionOutcome> unmerge(
      LockedProblem problem, LockedProblem target, long correction) {
    Tuple both = Tuple.of(target.projectId(), target.id(), problem.id());
    Future<RowSet<Row>> family = tables.execute(MergeSql.FAMILY, Tuple.of(problem.id()));
    Future<RowSet<Row>> returned =
        tables.execute(
            MergeSql.RETURN_FINGERPRINTS, Tuple.of(correction, target.id(), problem.id()));
    return Future.all(
            family,
            returned,
            tables.execute(MergeSql.SUBTRACT_MINUTES, both),
            tables.execute(MergeSql.SUBTRACT_HOURS, both),
            tables.execute(LESS, Tuple.of(target.id(), problem.occurrenceCount())))
        .compose(
            ignored ->
                takeBack(
                    problem,
                    target,
                    correction,
                    PgCorrectionTables.keys(returned.result()),
                    family.result().iterator().next().getArrayOfLongs(0)));
  }

  private Future<CorrectionOutcome> takeBack(
      LockedProblem problem,
      LockedProblem target,
      long correction,
      Set<FingerprintKey> keys,
      Long[] family) {
    Long[] prefixes = PgCorrectionTables.prefixes(keys);
    long project = target.projectId();
    Future<?> led = tables.leadTraces(keys, project, problem.id());
    Future<RowSet<Row>> counted =
        tables.execute(
            CorrectionSql.TAKE_OVER_FINGERPRINTS,
            Tuple.of(target.id(), problem.id(), project, prefixes, false));
    Future<RowSet<Row>> left =
        tables.execute(
            CorrectionSql.SEE_ANEW_WITHOUT_FINGERPRINTS,
            Tuple.of(target.id(), true, project, prefixes, false, family));
    Future<RowSet<Row>> moves =
        tables.execute(MergeSql.MOVE_BACK, Tuple.of(target.id(), problem.id(), prefixes, family));
    return Future.all(
            List.of(
                led,
                counted,
                left,
                moves,
                tables.dropEmptySums(target),
                tables.execute(MergeSql.UNMARK, Tuple.of(correction)),
                tables.execute(MergeSql.NOTE_UNDONE, Tuple.of(correction)),
                tables.appendHistory(
                    List.of(
                        tables.note(target.id(), "unmerged", problem.id()),
                        tables.note(problem.id(), "unmerged_from", target.id())))))
        .map(
            ignored -> {
              long count = PgCorrectionTables.sum(counted.result());
              long rest = PgCorrectionTables.sum(left.result());
              return new CorrectionOutcome(
                  target.id(),
                  count,
                  PgCorrectionTables.sum(moves.result()),
                  List.of(),
                  keys,
                  List.of(
                      tables.change(ProblemChange.Kind.UPDATED, target, rest),
                      tables.change(ProblemChange.Kind.UPDATED, problem, count)),
                  Optional.empty());
            });
  }
}

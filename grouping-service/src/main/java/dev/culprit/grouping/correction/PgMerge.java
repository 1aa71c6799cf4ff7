package dev.culprit.grouping.correction;

import dev.culprit.grouping.activity.OutboxEntry;
import dev.culprit.grouping.problem.HistoryRow;
import dev.culprit.grouping.watch.ProblemChange;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes problems part of another. What was merged into a source before stays with the source; the
 * sums of the sources stay under them, so that it can be undone.
 */
final class PgMerge {

  private final PgCorrectionTables tables;

  PgMerge(PgCorrectionTables tables) {
    this.tables = tables;
  }

  Future<CorrectionOutcome> merge(long targetId, Set<Long> sourceIds) {
    Set<Long> all = new HashSet<>(sourceIds);
    all.add(targetId);
    return tables.lock(all).compose(locked -> merge(targetId, locked));
  }

  /** The problems are locked already. */
  Future<CorrectionOutcome> merge(long targetId, List<LockedProblem> locked) {
    locked.forEach(LockedProblem::requireOwn);
    LockedProblem target =
        locked.stream().filter(problem -> problem.id() == targetId).findFirst().orElseThrow();
    List<LockedProblem> sources =
        locked.stream().filter(problem -> problem.id() != targetId).toList();
    Long[] ids = sources.stream().map(LockedProblem::id).toArray(Long[]::new);
    Tuple both = Tuple.tuple().addLong(targetId).addArrayOfLong(ids);
    Tuple ofProject = Tuple.of(targetId, ids, target.projectId());

    List<Future<?>> done = new ArrayList<>();
    done.add(
        tables.execute(
            MergeSql.NOTE,
            Tuple.of(targetId, ids, tables.actor().userId(), tables.actor().name())));
    Future<RowSet<Row>> moves = tables.execute(MergeSql.MOVE, both);
    Future<RowSet<Row>> led = tables.execute(MergeSql.LEAD, both);
    done.add(tables.execute(MergeSql.LEAD_TRACES, both));
    done.add(tables.execute(MergeSql.LEAD_SPLITS, both));
    done.add(tables.execute(MergeSql.ADD_MINUTES, ofProject));
    done.add(tables.execute(MergeSql.ADD_HOURS, ofProject));
    done.add(tables.execute(MergeSql.ADD_FACETS, both));
    Future<RowSet<Row>> counted = tables.execute(MergeSql.ADD_COUNTS, both);
    done.add(tables.execute(MergeSql.MARK, both));
    done.add(tables.appendHistory(history(targetId, sources)));
    Future<OutboxEntry> told = tables.tellGone(sources);
    done.addAll(List.of(moves, led, counted, told));
    return Future.all(done)
        .map(
            ignored -> {
              long count = PgCorrectionTables.sum(counted.result());
              return new CorrectionOutcome(
                  targetId,
                  count,
                  PgCorrectionTables.sum(moves.result()),
                  List.of(),
                  PgCorrectionTables.keys(led.result()),
                  changes(target, sources, count),
                  Optional.of(told.result()));
            });
  }

  private List<HistoryRow> history(long targetId, List<LockedProblem> sources) {
    List<HistoryRow> rows = new ArrayList<>();
    for (LockedProblem source : sources) {
      rows.add(tables.note(targetId, "merged", source.id()));
      rows.add(tables.note(source.id(), "merged_into", targetId));
    }
    return rows;
  }

  private List<ProblemChange> changes(
      LockedProblem target, List<LockedProblem> sources, long count) {
    List<ProblemChange> changes = new ArrayList<>();
    sources.forEach(source -> changes.add(tables.change(ProblemChange.Kind.DELETED, source, 0)));
    changes.add(tables.change(ProblemChange.Kind.UPDATED, target, count));
    return changes;
  }
}

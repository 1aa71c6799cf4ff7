package dev.culprit.grouping.correction;

import dev.culprit.grouping.activity.OutboxEntry;
import dev.culprit.grouping.command.RefusedCommandException;
import dev.culprit.grouping.problem.FingerprintKey;
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
    return tables
        .lock(all)
        .compose(
            locked -> {
              locked.forEach(LockedProblem::requireOwn);
              return merge(targetOf(targetId, locked), sourcesOf(targetId, locked));
            });
  }

  private Future<CorrectionOutcome> merge(LockedProblem target, List<LockedProblem> sources) {
    Long[] ids = ids(sources);
    Tuple both = Tuple.tuple().addLong(target.id()).addArrayOfLong(ids);
    Future<?> noted =
        tables.execute(
            MergeSql.NOTE,
            Tuple.of(target.id(), ids, tables.actor().userId(), tables.actor().name()));
    Future<HandedOver> handed = handOver(target, ids, "merge");
    Future<?> marked = tables.execute(MergeSql.MARK, both);
    Future<?> history = tables.appendHistory(history(target.id(), sources));
    Future<OutboxEntry> told = tables.tellGone(sources);
    return Future.all(List.of(noted, handed, marked, history, told))
        .map(ignored -> outcome(target, sources, handed.result(), told.result()));
  }

  /** Makes locked problems part of another for good: they are gone afterwards. */
  Future<CorrectionOutcome> absorb(long targetId, List<LockedProblem> locked) {
    locked.forEach(LockedProblem::requireOwn);
    LockedProblem target = targetOf(targetId, locked);
    List<LockedProblem> sources = sourcesOf(targetId, locked);
    Long[] ids = ids(sources);
    return requireAlone(ids)
        .compose(
            alone -> {
              Future<HandedOver> handed = handOver(target, ids, "absorb");
              Tuple sums = Tuple.of(ids, target.projectId());
              Future<OutboxEntry> told = tables.tellGone(sources);
              return Future.all(
                      List.of(
                          handed,
                          tables.execute(MergeSql.DROP_MINUTES, sums),
                          tables.execute(MergeSql.DROP_HOURS, sums),
                          tables.execute(MergeSql.DROP, Tuple.tuple().addArrayOfLong(ids)),
                          told))
                  .map(ignored -> outcome(target, sources, handed.result(), told.result()));
            });
  }

  private Future<Void> requireAlone(Long[] ids) {
    return tables
        .execute(MergeSql.HAS_MERGED, Tuple.tuple().addArrayOfLong(ids))
        .map(
            rows -> {
              for (Row row : rows) {
                throw new RefusedCommandException(
                    "problem %d was merged into %d; undo that first"
                        .formatted(row.getLong(0), row.getLong(1)));
              }
              return null;
            });
  }

  /** What the sources had goes to the target. */
  private Future<HandedOver> handOver(LockedProblem target, Long[] ids, String kind) {
    Tuple both = Tuple.tuple().addLong(target.id()).addArrayOfLong(ids);
    Tuple ofProject = Tuple.of(target.id(), ids, target.projectId());
    Future<RowSet<Row>> moves = tables.execute(MergeSql.MOVE, Tuple.of(target.id(), ids, kind));
    Future<RowSet<Row>> led = tables.execute(MergeSql.LEAD, both);
    List<Future<?>> done = new ArrayList<>();
    done.add(tables.execute(MergeSql.LEAD_TRACES, both));
    done.add(tables.execute(MergeSql.LEAD_SPLITS, both));
    done.add(tables.execute(MergeSql.ADD_MINUTES, ofProject));
    done.add(tables.execute(MergeSql.ADD_HOURS, ofProject));
    done.add(tables.execute(MergeSql.ADD_FACETS, both));
    Future<RowSet<Row>> counted = tables.execute(MergeSql.ADD_COUNTS, both);
    done.addAll(List.of(moves, led, counted));
    return Future.all(done)
        .map(
            ignored ->
                new HandedOver(
                    PgCorrectionTables.sum(counted.result()),
                    PgCorrectionTables.sum(moves.result()),
                    PgCorrectionTables.keys(led.result())));
  }

  private record HandedOver(long count, long eventsToMove, Set<FingerprintKey> fingerprints) {}

  private CorrectionOutcome outcome(
      LockedProblem target, List<LockedProblem> sources, HandedOver handed, OutboxEntry told) {
    List<ProblemChange> changes = new ArrayList<>();
    sources.forEach(source -> changes.add(tables.change(ProblemChange.Kind.DELETED, source, 0)));
    changes.add(tables.change(ProblemChange.Kind.UPDATED, target, handed.count()));
    return new CorrectionOutcome(
        target.id(),
        handed.count(),
        handed.eventsToMove(),
        List.of(),
        handed.fingerprints(),
        changes,
        Optional.of(told));
  }

  private static LockedProblem targetOf(long targetId, List<LockedProblem> locked) {
    return locked.stream().filter(problem -> problem.id() == targetId).findFirst().orElseThrow();
  }

  private static List<LockedProblem> sourcesOf(long targetId, List<LockedProblem> locked) {
    return locked.stream().filter(problem -> problem.id() != targetId).toList();
  }

  private static Long[] ids(List<LockedProblem> problems) {
    return problems.stream().map(LockedProblem::id).toArray(Long[]::new);
  }

  private List<HistoryRow> history(long targetId, List<LockedProblem> sources) {
    List<HistoryRow> rows = new ArrayList<>();
    for (LockedProblem source : sources) {
      rows.add(tables.note(targetId, "merged", source.id()));
      rows.add(tables.note(source.id(), "merged_into", targetId));
    }
    return rows;
  }
}

package dev.culprit.grouping.correction;

import static dev.culprit.grouping.store.PgColumns.bytes;
import static dev.culprit.grouping.store.PgColumns.column;

import dev.culprit.grouping.command.RefusedCommandException;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.watch.ProblemChange;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a problem of its own of some fingerprints of a problem, or of single events. */
final class PgMoveOut {

  private final PgCorrectionTables tables;
  private final PgNewProblems problems;

  PgMoveOut(PgCorrectionTables tables) {
    this.tables = tables;
    this.problems = new PgNewProblems(tables);
  }

  Future<CorrectionOutcome> moveOut(Correction.MoveOut moveOut) {
    return tables
        .lock(Set.of(moveOut.problemId()))
        .compose(
            locked -> {
              LockedProblem problem = locked.get(0);
              problem.requireOwn();
              return tables
                  .execute(CorrectionSql.OLDEST, Tuple.of(problem.id()))
                  .map(rows -> rows.iterator().next().getLong(0))
                  .compose(
                      unsaid ->
                          moveOut.eventIds().isEmpty()
                              ? fingerprints(problem, moveOut, unsaid)
                              : events(problem, moveOut, unsaid));
            });
  }

  private Future<CorrectionOutcome> fingerprints(
      LockedProblem problem, Correction.MoveOut moveOut, @Nullable Long unsaid) {
    List<FingerprintKey> keys =
        moveOut.fingerprints().stream().map(hash -> hash.in(problem.projectId())).sorted().toList();
    JsonArray detail = new JsonArray();
    keys.forEach(
        key ->
            detail.add(
                new JsonObject()
                    .put("version", key.version())
                    .put("hash", HexFormat.of().formatHex(key.hash()))));
    return requireOwn(problem, keys)
        .compose(
            own -> problems.make(problem, "move_out", new JsonObject().put("fingerprints", detail)))
        .compose(made -> take(problem, made, keys, unsaid));
  }

  private Future<Void> requireOwn(LockedProblem problem, List<FingerprintKey> keys) {
    Tuple values =
        Tuple.of(
            problem.id(),
            column(keys, key -> (short) key.version(), Short[]::new),
            bytes(keys, FingerprintKey::hash));
    Future<RowSet<Row>> asked = tables.execute(MoveOutSql.ASKED_FINGERPRINTS, values);
    Future<RowSet<Row>> brought = tables.execute(MoveOutSql.BROUGHT_BY, values);
    return Future.all(asked, brought)
        .map(
            ignored -> {
              Row counts = asked.result().iterator().next();
              if (counts.getLong(1) < keys.size()) {
                throw new IllegalArgumentException(
                    "not all of the fingerprints are of problem " + problem.id());
              }
              if (counts.getLong(0) == keys.size()) {
                throw new IllegalArgumentException(
                    "these are all fingerprints of problem " + problem.id());
              }
              requireNotBrought(PgCorrectionTables.sum(brought.result()));
              return null;
            });
  }

  private static void requireNotBrought(long source) {
    if (source != 0) {
      throw new RefusedCommandException(
          "problem " + source + ", which was merged into this one, brought them; undo that first");
    }
  }

  private Future<CorrectionOutcome> take(
      LockedProblem problem, long made, List<FingerprintKey> keys, @Nullable Long unsaid) {
    Long[] prefixes = PgCorrectionTables.prefixes(keys);
    boolean movesUnsaid =
        unsaid != null && keys.stream().anyMatch(key -> key.high() == unsaid.longValue());
    long project = problem.projectId();
    Future<RowSet<Row>> counted =
        tables.execute(
            CorrectionSql.TAKE_OVER_FINGERPRINTS,
            Tuple.of(problem.id(), made, project, prefixes, movesUnsaid));
    Future<RowSet<Row>> left =
        tables.execute(
            CorrectionSql.SEE_ANEW_WITHOUT_FINGERPRINTS,
            Tuple.of(problem.id(), true, project, prefixes, movesUnsaid, new Long[0]));
    Future<RowSet<Row>> moves =
        tables.execute(
            MoveOutSql.MOVE, Tuple.of(problem.id(), made, project, prefixes, movesUnsaid, unsaid));
    return Future.all(
            counted, left, moves, tables.dropEmptySums(problem), tables.lead(keys, project, made))
        .map(
            ignored ->
                outcome(
                    problem,
                    made,
                    new PgNewProblems.Counts(
                        PgCorrectionTables.sum(left.result()),
                        PgCorrectionTables.sum(counted.result())),
                    PgCorrectionTables.sum(moves.result()),
                    Set.copyOf(keys)));
  }

  private Future<CorrectionOutcome> events(
      LockedProblem problem, Correction.MoveOut moveOut, @Nullable Long unsaid) {
    Long[] ids = moveOut.eventIds().stream().sorted().toArray(Long[]::new);
    Tuple values = Tuple.tuple().addLong(problem.id()).addArrayOfLong(ids);
    Future<RowSet<Row>> asked = tables.execute(MoveOutSql.ASKED_EVENTS, values);
    Future<RowSet<Row>> others = tables.execute(MoveOutSql.HAS_OTHER_EVENTS, values);
    return Future.all(asked, others)
        .compose(
            ignored -> {
              Row counts = asked.result().iterator().next();
              if (counts.getLong(0) < ids.length) {
                throw new IllegalArgumentException(
                    "not all of the events are of problem " + problem.id());
              }
              if (!others.result().iterator().next().getBoolean(0)) {
                throw new IllegalArgumentException(
                    "these are all events of problem " + problem.id());
              }
              requireNotBrought(counts.getLong(1));
              return problems.make(problem, "move_out", new JsonObject().put("events", ids.length));
            })
        .compose(
            made ->
                problems
                    .take(problem, made, ids, Map.of(), unsaid, false)
                    .map(counts -> outcome(problem, made, counts, 0, Set.of())));
  }

  private CorrectionOutcome outcome(
      LockedProblem problem,
      long made,
      PgNewProblems.Counts counts,
      long eventsToMove,
      Set<FingerprintKey> keys) {
    return new CorrectionOutcome(
        made,
        counts.moved(),
        eventsToMove,
        List.of(),
        keys,
        List.of(
            tables.change(ProblemChange.Kind.UPDATED, problem, counts.rest()),
            tables.change(ProblemChange.Kind.OPENED, problem.projectId(), made, counts.moved())),
        Optional.empty());
  }
}

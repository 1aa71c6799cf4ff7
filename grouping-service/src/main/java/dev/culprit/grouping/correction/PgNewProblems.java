package dev.culprit.grouping.correction;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes new problems of events of another, and counts and moves those at once. */
final class PgNewProblems {

  private final PgCorrectionTables tables;

  PgNewProblems(PgCorrectionTables tables) {
    this.tables = tables;
  }

  /** A problem like the other, without events; notes the correction. */
  Future<Long> make(LockedProblem problem, String kind, JsonObject detail) {
    return tables
        .execute(MoveOutSql.MAKE, Tuple.of(problem.id()))
        .map(PgCorrectionTables::sum)
        .compose(
            made ->
                Future.all(
                        tables.execute(
                            MoveOutSql.NOTE,
                            Tuple.of(
                                problem.id(),
                                made,
                                kind,
                                detail.encode(),
                                tables.actor().userId(),
                                tables.actor().name())),
                        tables.appendHistory(
                            List.of(
                                tables.note(problem.id(), kind, made),
                                tables.note(made, kind + "_of", problem.id()))))
                    .map(made));
  }

  /** How many events each of the two problems has after they moved. */
  record Counts(long rest, long moved) {}

  /**
   * Counts and moves events by their ids.
   *
   * @param renamed what becomes of their fingerprints
   * @param unsaid the fingerprint of those that say none
   * @param losesFingerprints whether some of the problem's lead to the new one from now on
   */
  Future<Counts> take(
      LockedProblem problem,
      long made,
      Long[] eventIds,
      Map<Long, Long> renamed,
      @Nullable Long unsaid,
      boolean losesFingerprints) {
    Long[] was = renamed.keySet().toArray(Long[]::new);
    Long[] becomes = Arrays.stream(was).map(renamed::get).toArray(Long[]::new);
    var counted =
        tables.execute(
            CorrectionSql.TAKE_OVER_EVENTS,
            Tuple.of(problem.id(), made, problem.projectId(), eventIds, true));
    var left =
        tables.execute(
            CorrectionSql.SEE_ANEW_WITHOUT_EVENTS,
            Tuple.of(
                problem.id(), losesFingerprints, problem.projectId(), eventIds, true, new Long[0]));
    return Future.all(
            counted,
            left,
            tables.dropEmptySums(problem),
            tables.execute(
                MoveOutSql.MOVE_EVENTS,
                Tuple.of(problem.id(), made, eventIds, was, becomes, unsaid)))
        .map(
            ignored ->
                new Counts(
                    PgCorrectionTables.sum(left.result()),
                    PgCorrectionTables.sum(counted.result())));
  }
}

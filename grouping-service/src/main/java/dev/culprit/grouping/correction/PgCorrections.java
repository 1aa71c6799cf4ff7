package dev.culprit.grouping.correction;

import dev.culprit.grouping.activity.Activity;
import dev.culprit.grouping.store.PgErrors;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.function.Function;

/**
 * Corrections on PostgreSQL. Each locks its problems in the order of their ids, as ingestion does;
 * what ingestion had in hand counts before it or finds out under its own lock.
 */
public final class PgCorrections implements CorrectionStore {

  private static final int MOST_ATTEMPTS = 5;

  /**
   * Whole problems are counted; that may take longer than a batch may. Plans must fit how large
   * they are.
   */
  static final String LIMIT =
      "SET LOCAL statement_timeout = '60s'; SET LOCAL plan_cache_mode = force_custom_plan";

  private final Pool pool;
  private final Function<Activity, byte[]> encoder;
  private final Clock clock;
  private final SplitValues values;

  public PgCorrections(
      Pool pool, Function<Activity, byte[]> encoder, Clock clock, SplitValues values) {
    this.pool = pool;
    this.encoder = encoder;
    this.clock = clock;
    this.values = values;
  }

  @Override
  public Future<CorrectionOutcome> carryOut(Correction correction) {
    return attempt(correction, 1);
  }

  private Future<CorrectionOutcome> attempt(Correction correction, int number) {
    return pool.withTransaction(
            connection ->
                connection
                    .query(LIMIT)
                    .execute()
                    .compose(
                        limited ->
                            carryOut(
                                new PgCorrectionTables(
                                    connection, encoder, clock.instant(), correction.actor()),
                                correction)))
        .recover(
            failure ->
                PgErrors.isTransient(failure) && number < MOST_ATTEMPTS
                    ? attempt(correction, number + 1)
                    : Future.failedFuture(failure));
  }

  private Future<CorrectionOutcome> carryOut(PgCorrectionTables tables, Correction correction) {
    if (correction instanceof Correction.Merge merge) {
      return new PgMerge(tables).merge(merge.targetId(), merge.sourceIds());
    }
    if (correction instanceof Correction.Unmerge unmerge) {
      return new PgUnmerge(tables).unmerge(unmerge.problemId());
    }
    if (correction instanceof Correction.MoveOut moveOut) {
      return new PgMoveOut(tables).moveOut(moveOut);
    }
    if (correction instanceof Correction.Split split) {
      return new PgSplit(tables, values).split(split.problemId(), split.attribute());
    }
    if (correction instanceof Correction.UndoSplit undo) {
      return new PgUndoSplit(tables, values).undo(undo.problemId());
    }
    Correction.DismissLikeness dismissed = (Correction.DismissLikeness) correction;
    return tables.dismissLikeness(dismissed.problemId(), dismissed.likeProblemId());
  }
}

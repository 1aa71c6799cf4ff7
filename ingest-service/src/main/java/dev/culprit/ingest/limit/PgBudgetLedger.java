package dev.culprit.ingest.limit;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/** The ledger in PostgreSQL: one upsert a share, so two instances never get the same event. */
final class PgBudgetLedger implements BudgetLedger {
  private static final long TIMEOUT_MS = 1_000;

  private final Pool pool;

  PgBudgetLedger(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<Long> take(String scope, Instant minute, long share, long limit) {
    return pool.preparedQuery(
            "INSERT INTO ingest.budget_windows AS b (scope, minute, taken) VALUES ($1, $2, $3)"
                + " ON CONFLICT (scope, minute) DO UPDATE SET taken = b.taken + excluded.taken"
                + " RETURNING taken")
        .execute(Tuple.of(scope, OffsetDateTime.ofInstant(minute, ZoneOffset.UTC), share))
        .timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .map(
            rows -> {
              long takenBefore = rows.iterator().next().getLong("taken") - share;
              return Math.max(0, Math.min(share, limit - takenBefore));
            });
  }

  /** Old minutes are of no use to anybody. */
  Future<Void> forgetBefore(Instant minute) {
    return pool.preparedQuery("DELETE FROM ingest.budget_windows WHERE minute < $1")
        .execute(Tuple.of(OffsetDateTime.ofInstant(minute, ZoneOffset.UTC)))
        .mapEmpty();
  }
}

package dev.culprit.ingest.limit;

import io.vertx.core.Future;
import java.time.Instant;

/** Where all ingest instances write down what they take from a minute's budget. */
interface BudgetLedger {
  /** Takes a share of a budget; answers how much of it was still there. */
  Future<Long> take(String scope, Instant minute, long share, long limit);
}

package dev.culprit.grouping.event;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;

/**
 * Takes sequence numbers from PostgreSQL in blocks, several at a time, so that most calls need no
 * round trip.
 */
public final class PgEventIds implements EventIds {

  /** The INCREMENT of the sequence. */
  private static final int BLOCK = 1000;

  private static final int BLOCKS_AT_ONCE = 10;
  private static final String NEXT =
      "SELECT nextval('grouping.event_sequence') FROM generate_series(1, $1::integer)";

  private final Pool pool;
  private final ArrayDeque<long[]> ranges = new ArrayDeque<>();
  private long available;

  public PgEventIds(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<long[]> take(int count) {
    long[] taken = takeAvailable(count);
    if (taken != null) {
      return Future.succeededFuture(taken);
    }
    int blocks = BLOCKS_AT_ONCE + count / BLOCK;
    return pool.preparedQuery(NEXT)
        .execute(Tuple.of(blocks))
        .compose(
            rows -> {
              for (Row row : rows) {
                add(row.getLong(0));
              }
              return take(count);
            });
  }

  private synchronized void add(long first) {
    ranges.add(new long[] {first, first + BLOCK});
    available += BLOCK;
  }

  private synchronized long @org.jspecify.annotations.Nullable [] takeAvailable(int count) {
    if (available < count) {
      return null;
    }
    long[] taken = new long[count];
    for (int i = 0; i < count; i++) {
      long[] range = ranges.element();
      taken[i] = range[0]++;
      if (range[0] == range[1]) {
        ranges.remove();
      }
    }
    available -= count;
    return taken;
  }
}

package dev.culprit.grouping.event;

import static dev.culprit.grouping.store.PgColumns.bytes;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The table {@code stack_traces}. Each call is a transaction of its own: a trace that nobody refers
 * to yet does no harm, and its lock is not held while events are stored.
 */
public final class PgStackTraceStore implements StackTraceStore {

  private static final String STORE =
      """
      INSERT INTO grouping.stack_traces AS s (content_hash, body, last_used)
      SELECT hash, body, $3::date FROM unnest($1::bytea[], $2::bytea[]) AS t (hash, body)
      ON CONFLICT (content_hash) DO UPDATE SET last_used = greatest(s.last_used, excluded.last_used)
      RETURNING content_hash, id
      """;

  private final Pool pool;

  public PgStackTraceStore(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<Map<StackTraceHash, Long>> store(List<StackTraceRow> rows, LocalDate today) {
    List<StackTraceRow> sorted =
        rows.stream().sorted(Comparator.comparing(StackTraceRow::hash)).toList();
    Tuple columns =
        Tuple.of(
            bytes(sorted, row -> row.hash().bytes()), bytes(sorted, StackTraceRow::body), today);
    return pool.preparedQuery(STORE)
        .execute(columns)
        .map(
            stored -> {
              Map<StackTraceHash, Long> ids = new HashMap<>();
              for (Row row : stored) {
                ids.put(StackTraceHash.ofBytes(row.getBuffer(0).getBytes()), row.getLong(1));
              }
              return ids;
            });
  }
}

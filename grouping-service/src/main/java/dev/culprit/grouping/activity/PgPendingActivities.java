package dev.culprit.grouping.activity;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * The table {@code activity_outbox}; row locks keep two instances from delivering the same
 * leftovers.
 */
public final class PgPendingActivities implements PendingActivities {

  private static final String REMOVE =
      "DELETE FROM grouping.activity_outbox WHERE id = ANY($1::bigint[])";
  private static final String LEFTOVERS =
      """
      SELECT id, body FROM grouping.activity_outbox
      WHERE created_at < now() - interval '5 seconds'
      ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED
      """;

  private final Pool pool;

  public PgPendingActivities(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<Void> remove(Collection<Long> ids) {
    return pool.preparedQuery(REMOVE).execute(Tuple.of(ids.toArray(Long[]::new))).mapEmpty();
  }

  @Override
  public Future<Integer> deliverLeftovers(
      int most, Function<List<OutboxEntry>, Future<Void>> delivery) {
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery(LEFTOVERS)
                .execute(Tuple.of(most))
                .map(PgPendingActivities::entries)
                .compose(entries -> deliver(connection, entries, delivery)));
  }

  private static Future<Integer> deliver(
      SqlConnection connection,
      List<OutboxEntry> entries,
      Function<List<OutboxEntry>, Future<Void>> delivery) {
    if (entries.isEmpty()) {
      return Future.succeededFuture(0);
    }
    Long[] ids = entries.stream().map(OutboxEntry::id).toArray(Long[]::new);
    return delivery
        .apply(entries)
        .compose(ignored -> connection.preparedQuery(REMOVE).execute(Tuple.of(ids)))
        .map(ignored -> entries.size());
  }

  private static List<OutboxEntry> entries(RowSet<Row> rows) {
    List<OutboxEntry> entries = new ArrayList<>(rows.size());
    for (Row row : rows) {
      entries.add(new OutboxEntry(row.getLong(0), row.getBuffer(1).getBytes()));
    }
    return entries;
  }
}

package dev.culprit.ingest.gateway.exchange;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The meeting place in PostgreSQL; what is written there stays for seconds. */
final class HalvesTable {
  // Any number does, as long as all instances take the same.
  private static final long LOCK = 4_317_002;
  private static final long TIMEOUT_MS = 2_000;
  private static final String BEAT =
      """
      WITH beat AS (
        INSERT INTO ingest.gateway_instances AS i (instance) VALUES ($1)
        ON CONFLICT (instance) DO UPDATE SET seen_at = now()),
      gone AS (
        DELETE FROM ingest.gateway_instances
        WHERE instance <> $1 AND seen_at < now() - interval '1 minute'),
      left_behind AS (
        DELETE FROM ingest.gateway_halves WHERE created_at < now() - interval '1 minute')
      SELECT count(*) AS others FROM ingest.gateway_instances
      WHERE instance <> $1 AND seen_at > now() - interval '10 seconds'
      """;
  private static final String FIND =
      """
      SELECT id, is_access, keys, sealed FROM ingest.gateway_halves
      WHERE instance <> $1 AND EXISTS (SELECT FROM unnest(keys) AS k WHERE k = ANY($2))
      ORDER BY created_at LIMIT 2000
      """;
  private static final String INSERT =
      """
      INSERT INTO ingest.gateway_halves (id, instance, is_access, keys, sealed)
      VALUES ($1, $2, $3, $4, $5)
      """;
  private static final String TAKE =
      "DELETE FROM ingest.gateway_halves WHERE id = ANY($1) RETURNING id";

  private final Pool pool;
  private final UUID instance;

  HalvesTable(Pool pool, UUID instance) {
    this.pool = pool;
    this.instance = instance;
  }

  /** Says that this instance lives; whether others do. */
  Future<Boolean> beat() {
    return pool.preparedQuery(BEAT)
        .execute(Tuple.of(instance))
        .timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .map(rows -> rows.iterator().next().getLong("others") > 0);
  }

  Future<Void> leave() {
    return pool.preparedQuery("DELETE FROM ingest.gateway_instances WHERE instance = $1")
        .execute(Tuple.of(instance))
        .timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .mapEmpty();
  }

  /**
   * One instance after the other, so that of two halves posted at the same moment the later finds
   * the earlier.
   */
  Future<Void> alone(Function<SqlConnection, Future<Void>> work) {
    return pool.withTransaction(
            connection ->
                connection
                    .preparedQuery("SELECT pg_advisory_xact_lock($1)")
                    .execute(Tuple.of(LOCK))
                    .compose(locked -> work.apply(connection)))
        .timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS);
  }

  /** Halves of other instances that share a key with any of these. */
  Future<List<PostedHalf>> find(SqlConnection connection, Set<Long> keys) {
    return connection
        .preparedQuery(FIND)
        .execute(Tuple.of(instance).addArrayOfLong(keys.toArray(Long[]::new)))
        .map(
            rows -> {
              List<PostedHalf> found = new ArrayList<>();
              rows.forEach(row -> found.add(half(row)));
              return found;
            });
  }

  private static PostedHalf half(Row row) {
    return new PostedHalf(
        row.getUUID("id"),
        row.getBoolean("is_access"),
        Set.copyOf(List.of(row.getArrayOfLongs("keys"))),
        row.getBuffer("sealed"));
  }

  Future<Void> insert(SqlConnection connection, List<PostedHalf> halves) {
    if (halves.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Tuple> rows = new ArrayList<>();
    for (PostedHalf half : halves) {
      rows.add(
          Tuple.of(half.id(), instance, half.isAccess())
              .addArrayOfLong(half.keys().toArray(Long[]::new))
              .addBuffer(half.sealed()));
    }
    return connection.preparedQuery(INSERT).executeBatch(rows).mapEmpty();
  }

  /** Which of these were still there, and are gone now. */
  Future<Set<UUID>> take(SqlConnection connection, List<UUID> ids) {
    return ids.isEmpty()
        ? Future.succeededFuture(Set.of())
        : connection
            .preparedQuery(TAKE)
            .execute(Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new)))
            .map(HalvesTable::ids);
  }

  /** The same for halves of this instance. */
  Future<Set<UUID>> withdraw(List<UUID> ids) {
    return pool.preparedQuery(TAKE)
        .execute(Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new)))
        .timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .map(HalvesTable::ids);
  }

  private static Set<UUID> ids(RowSet<Row> rows) {
    Set<UUID> ids = new HashSet<>();
    rows.forEach(row -> ids.add(row.getUUID("id")));
    return ids;
  }
}

package dev.culprit.grouping.payload;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** The table {@code payload_dictionaries}. */
public final class PgDictionaryStore implements DictionaryStore {

  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtext('culprit grouping dictionaries'))";
  private static final String NEWEST =
      "SELECT id, body FROM grouping.payload_dictionaries ORDER BY id DESC LIMIT 1";
  private static final String ADD =
      """
      INSERT INTO grouping.payload_dictionaries (body) VALUES ($1) RETURNING id, body
      """;

  private final Pool pool;

  public PgDictionaryStore(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<Optional<PayloadDictionary>> newest() {
    return newest(pool);
  }

  @Override
  public Future<PayloadDictionary> addFirst(byte[] body) {
    return pool.withTransaction(
        connection ->
            connection
                .query(LOCK)
                .execute()
                .compose(ignored -> newest(connection))
                .compose(
                    present ->
                        present
                            .map(Future::succeededFuture)
                            .orElseGet(
                                () ->
                                    connection
                                        .preparedQuery(ADD)
                                        .execute(Tuple.of(Buffer.buffer(body)))
                                        .map(rows -> first(rows).orElseThrow()))));
  }

  private static Future<Optional<PayloadDictionary>> newest(SqlClient client) {
    return client.preparedQuery(NEWEST).execute().map(PgDictionaryStore::first);
  }

  private static Optional<PayloadDictionary> first(RowSet<Row> rows) {
    for (Row row : rows) {
      return Optional.of(new PayloadDictionary(row.getInteger(0), row.getBuffer(1).getBytes()));
    }
    return Optional.empty();
  }
}

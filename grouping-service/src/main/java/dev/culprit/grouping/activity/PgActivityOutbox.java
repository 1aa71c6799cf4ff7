package dev.culprit.grouping.activity;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;

/** The table {@code activity_outbox} inside a transaction. */
public final class PgActivityOutbox implements ActivityOutbox {

  private static final String APPEND =
      "INSERT INTO grouping.activity_outbox (body) VALUES ($1) RETURNING id";

  private final SqlConnection connection;
  private final Function<Activity, byte[]> encoder;

  public PgActivityOutbox(SqlConnection connection, Function<Activity, byte[]> encoder) {
    this.connection = connection;
    this.encoder = encoder;
  }

  @Override
  public Future<OutboxEntry> append(Activity activity) {
    byte[] body = encoder.apply(activity);
    return connection
        .preparedQuery(APPEND)
        .execute(Tuple.of(Buffer.buffer(body)))
        .map(rows -> new OutboxEntry(rows.iterator().next().getLong(0), body));
  }
}

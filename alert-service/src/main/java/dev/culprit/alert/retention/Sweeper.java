package dev.culprit.alert.retention;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is too old, a few thousand rows a statement so that nobody waits for it. Running it
 * on two instances at once does no harm. Open incidents stay, however old.
 */
public final class Sweeper {
  private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
  private static final int ROWS_A_STATEMENT = 5000;
  private static final int MOST_STATEMENTS = 2000;

  private static final List<Kind> KINDS =
      List.of(
          new Kind("rate_minutes", "minute < $1", Duration.ofDays(8)),
          new Kind("request_minutes", "minute < $1", Duration.ofDays(8)),
          new Kind("counted_activities", "counted_at < $1", Duration.ofDays(7)),
          // Their notifications and attempts go with them.
          new Kind("incidents", "opened_at < $1 AND closed_at IS NOT NULL", Duration.ofDays(90)),
          new Kind(
              "notifications", "incident_id IS NULL AND created_at < $1", Duration.ofDays(90)));

  private final SqlClient database;
  private final Clock clock;

  public Sweeper(SqlClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  public Future<Void> sweep() {
    Future<Void> chain = Future.succeededFuture();
    for (Kind kind : KINDS) {
      chain = chain.compose(done -> sweep(kind, 0, 0));
    }
    return chain;
  }

  private Future<Void> sweep(Kind kind, int statements, long deleted) {
    OffsetDateTime oldest = clock.instant().minus(kind.keep).atOffset(ZoneOffset.UTC);
    return database
        .preparedQuery(kind.delete())
        .execute(Tuple.of(oldest, ROWS_A_STATEMENT))
        .compose(
            rows -> {
              long total = deleted + rows.rowCount();
              if (rows.rowCount() == ROWS_A_STATEMENT && statements < MOST_STATEMENTS) {
                return sweep(kind, statements + 1, total);
              }
              if (total > 0) {
                log.atInfo()
                    .addKeyValue("table", kind.table)
                    .addKeyValue("rows", total)
                    .log("old rows deleted");
              }
              return Future.succeededFuture();
            });
  }

  private record Kind(String table, String condition, Duration keep) {
    String delete() {
      return "DELETE FROM %1$s WHERE ctid = ANY(ARRAY(SELECT ctid FROM %1$s WHERE %2$s LIMIT $2::int))"
          .formatted(table, condition);
    }
  }
}

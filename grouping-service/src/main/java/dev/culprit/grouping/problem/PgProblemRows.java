package dev.culprit.grouping.problem;

import static dev.culprit.grouping.store.PgColumns.longs;
import static dev.culprit.grouping.store.PgColumns.texts;
import static dev.culprit.grouping.store.PgColumns.times;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Rows that ingestion and commands read and write alike. */
public final class PgProblemRows {

  private PgProblemRows() {}

  /** Reads title, message, culprit, level and platform, which stand side by side. */
  public static ProblemSummary summary(Row row, int firstColumn) {
    return new ProblemSummary(
        row.getString(firstColumn),
        row.getString(firstColumn + 1),
        row.getString(firstColumn + 2),
        row.getString(firstColumn + 3),
        row.getString(firstColumn + 4));
  }

  public static Future<Void> appendHistory(SqlConnection connection, List<HistoryRow> rows) {
    Tuple columns =
        Tuple.of(
            longs(rows, HistoryRow::problemId),
            times(rows, HistoryRow::at),
            texts(rows, HistoryRow::kind),
            texts(rows, HistoryRow::detail),
            longs(rows, HistoryRow::userId),
            texts(rows, HistoryRow::actorName));
    return connection.preparedQuery(ProblemSql.APPEND_HISTORY).execute(columns).mapEmpty();
  }
}

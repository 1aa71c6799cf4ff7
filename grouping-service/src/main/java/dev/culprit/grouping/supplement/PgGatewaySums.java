package dev.culprit.grouping.supplement;

import static dev.culprit.grouping.store.PgColumns.longs;
import static dev.culprit.grouping.store.PgColumns.texts;
import static dev.culprit.grouping.store.PgColumns.times;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** The tables of gateways' requests inside a transaction. */
final class PgGatewaySums {

  /** More in one statement could take longer than one may. */
  private static final int ROWS_AT_ONCE = 5_000;

  private PgGatewaySums() {}

  static Future<Void> add(SqlConnection connection, String sql, List<GatewaySum> sums) {
    List<Future<?>> added = new ArrayList<>();
    for (int from = 0; from < sums.size(); from += ROWS_AT_ONCE) {
      List<GatewaySum> some = sums.subList(from, Math.min(sums.size(), from + ROWS_AT_ONCE));
      added.add(connection.preparedQuery(sql).execute(columns(some)));
    }
    return Future.all(added).mapEmpty();
  }

  private static Tuple columns(List<GatewaySum> sums) {
    Tuple columns = Tuple.tuple();
    columns
        .addValue(longs(sums, sum -> sum.key().projectId()))
        .addValue(times(sums, sum -> sum.key().at()))
        .addValue(texts(sums, sum -> sum.key().environment()))
        .addValue(texts(sums, sum -> sum.key().proxy()))
        .addValue(texts(sums, sum -> sum.key().gateway()))
        .addValue(texts(sums, sum -> sum.key().host()))
        .addValue(texts(sums, sum -> sum.key().route()))
        .addValue(texts(sums, sum -> sum.key().upstream()))
        .addValue(longs(sums, GatewaySum::requests))
        .addValue(longs(sums, GatewaySum::clientErrors))
        .addValue(longs(sums, GatewaySum::serverErrors))
        .addValue(longs(sums, GatewaySum::gatewayErrors))
        .addValue(longs(sums, GatewaySum::durationMs));
    return columns;
  }
}

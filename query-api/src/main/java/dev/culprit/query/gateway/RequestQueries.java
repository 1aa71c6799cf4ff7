package dev.culprit.query.gateway;

import dev.culprit.query.rate.RateWindow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the sums of requests, which are exact. */
final class RequestQueries {
  private final Pool reader;

  RequestQueries(Pool reader) {
    this.reader = reader;
  }

  /** The requests of each bucket of the window. */
  Future<RequestCounts[]> series(RequestFilter filter) {
    Tuple values = Tuple.tuple();
    String condition = filter.condition(values);
    return reader
        .preparedQuery(
            "SELECT %1$s AS at, %2$s FROM %3$s WHERE %4$s GROUP BY %1$s"
                .formatted(filter.time(), RequestCounts.SUMS, filter.table(), condition))
        .execute(values)
        .map(
            rows -> {
              RequestCounts[] series = none(filter.window().size());
              for (Row row : rows) {
                add(series, filter.window(), row, 1);
              }
              return series;
            });
  }

  /** One value of a column with its requests. */
  record Part(String value, RequestCounts counts) {}

  /** The values of a column, most server errors first, then the largest share of them. */
  Future<List<Part>> parts(RequestFilter filter, Breakdown by, int most) {
    Tuple values = Tuple.tuple();
    String condition = filter.condition(values);
    String sql =
        """
        SELECT %1$s AS value, %2$s FROM %3$s WHERE %4$s GROUP BY %1$s
        ORDER BY sum(server_errors) DESC, sum(server_errors)::float8 / greatest(sum(requests), 1) DESC,
          sum(requests) DESC, value
        LIMIT %5$s"""
            .formatted(by.column(), RequestCounts.SUMS, filter.table(), condition, most);
    return reader
        .preparedQuery(sql)
        .execute(values)
        .map(
            rows -> {
              List<Part> parts = new ArrayList<>();
              rows.forEach(
                  row -> parts.add(new Part(row.getString("value"), RequestCounts.of(row))));
              return parts;
            });
  }

  /** The requests of each of the values, in slices of so many buckets. */
  Future<Map<String, RequestCounts[]>> slices(
      RequestFilter filter, Breakdown by, List<Part> parts, int bucketsOfSlice) {
    if (parts.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    Tuple values = Tuple.tuple();
    String condition = filter.condition(values);
    values.addValue(parts.stream().map(Part::value).toArray(String[]::new));
    String sql =
        "SELECT %1$s AS value, %2$s AS at, %3$s FROM %4$s WHERE %5$s AND %1$s = ANY($%6$s) GROUP BY %1$s, %2$s"
            .formatted(
                by.column(),
                filter.time(),
                RequestCounts.SUMS,
                filter.table(),
                condition,
                values.size());
    return reader
        .preparedQuery(sql)
        .execute(values)
        .map(
            rows -> {
              int size = slices(filter.window().size(), bucketsOfSlice);
              Map<String, RequestCounts[]> slices = new HashMap<>();
              for (Row row : rows) {
                RequestCounts[] series =
                    slices.computeIfAbsent(row.getString("value"), value -> none(size));
                add(series, filter.window(), row, bucketsOfSlice);
              }
              return slices;
            });
  }

  /** How many slices of that size it takes to hold so many buckets. */
  static int slices(int buckets, int bucketsOfSlice) {
    return (buckets + bucketsOfSlice - 1) / bucketsOfSlice;
  }

  static RequestCounts[] none(int size) {
    RequestCounts[] series = new RequestCounts[size];
    Arrays.fill(series, RequestCounts.NONE);
    return series;
  }

  private static void add(RequestCounts[] series, RateWindow window, Row row, int bucketsOfSlice) {
    int index = window.indexOf(row.getOffsetDateTime("at").toInstant()) / bucketsOfSlice;
    series[index] = series[index].plus(RequestCounts.of(row));
  }
}

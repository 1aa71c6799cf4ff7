package dev.culprit.query.gateway;

import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Times;
import dev.culprit.query.rate.RateWindow;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of the requests that gateways served are counted: those of one project, in a window, with
 * these values in these columns.
 */
record RequestFilter(long projectId, RateWindow window, Map<String, String> values) {
  private static final List<String> COLUMNS =
      List.of("host", "route", "upstream", "gateway", "environment", "proxy");

  static RequestFilter of(long projectId, RateWindow window, ApiRequest request) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String column : COLUMNS) {
      request.text(column).ifPresent(value -> values.put(column, value));
    }
    return new RequestFilter(projectId, window, values);
  }

  /** The table that is fine enough. */
  String table() {
    return window.bucket() == RateWindow.Bucket.MINUTE
        ? "grouping.gateway_minutes"
        : "grouping.gateway_hours";
  }

  /** The column of the table that tells when. */
  String time() {
    return window.bucket() == RateWindow.Bucket.MINUTE ? "minute" : "hour";
  }

  /** True of the rows; adds what its placeholders stand for, from the first on. */
  String condition(Tuple values) {
    values.addValue(projectId).addValue(Times.utc(window.from())).addValue(Times.utc(window.to()));
    StringBuilder condition =
        new StringBuilder("project_id = $1 AND %1$s >= $2 AND %1$s < $3".formatted(time()));
    this.values.forEach(
        (column, value) ->
            condition
                .append(" AND ")
                .append(column)
                .append(" = $")
                .append(values.addString(value).size()));
    return condition.toString();
  }
}

package dev.culprit.query.alert;

import dev.culprit.query.http.ApiException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads rules and channels. */
final class AlertQueries {
  private static final String RULE =
      "SELECT " + RuleView.COLUMNS + " FROM alerting.rules WHERE project_id = $1";
  private static final String CHANNEL =
      "SELECT " + ChannelView.COLUMNS + " FROM alerting.channels WHERE project_id = $1";

  private final Pool reader;

  AlertQueries(Pool reader) {
    this.reader = reader;
  }

  Future<List<RuleView>> rules(long projectId) {
    return reader
        .preparedQuery(RULE + " ORDER BY id LIMIT 1000")
        .execute(Tuple.of(projectId))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(RuleView::of).toList());
  }

  Future<RuleView> rule(long projectId, long id) {
    return reader
        .preparedQuery(RULE + " AND id = $2")
        .execute(Tuple.of(projectId, id))
        .map(rows -> RuleView.of(only(rows, "alert rule " + id)));
  }

  Future<List<ChannelView>> channels(long projectId) {
    return reader
        .preparedQuery(CHANNEL + " ORDER BY id LIMIT 1000")
        .execute(Tuple.of(projectId))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(ChannelView::of).toList());
  }

  Future<ChannelView> channel(long projectId, long id) {
    return reader
        .preparedQuery(CHANNEL + " AND id = $2")
        .execute(Tuple.of(projectId, id))
        .map(rows -> ChannelView.of(only(rows, "channel " + id)));
  }

  private static Row only(RowSet<Row> rows, String what) {
    if (rows.size() == 0) {
      throw ApiException.notFound(what);
    }
    return rows.iterator().next();
  }
}

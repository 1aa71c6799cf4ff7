package dev.culprit.query.monitor;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads monitors with their environments and the last runs of each. */
final class MonitorQueries {
  private static final String MONITORS =
      """
      SELECT id, slug, crontab, interval_minutes, timezone, margin_minutes, runtime_minutes, created_at
      FROM grouping.monitors WHERE project_id = $1 AND id > $2 ORDER BY id LIMIT $3""";
  private static final String ENVIRONMENTS =
      """
      SELECT monitor_id, environment, status, last_check_in_at, next_due_at
      FROM grouping.monitor_environments WHERE monitor_id = ANY($1) ORDER BY monitor_id, environment""";
  private static final String RUNS =
      """
      SELECT e.monitor_id, e.environment, r.*
      FROM grouping.monitor_environments e CROSS JOIN LATERAL (
        SELECT id, status, started_at, finished_at, duration_ms, release
        FROM grouping.monitor_check_ins c
        WHERE c.monitor_id = e.monitor_id AND c.environment = e.environment
        ORDER BY c.started_at DESC LIMIT 30) r
      WHERE e.monitor_id = ANY($1) ORDER BY e.monitor_id, e.environment, r.started_at DESC""";

  private final Pool reader;

  MonitorQueries(Pool reader) {
    this.reader = reader;
  }

  /** The monitors after the given id. */
  Future<List<JsonObject>> list(long projectId, long after, int limit) {
    return reader
        .preparedQuery(MONITORS)
        .execute(Tuple.of(projectId, after, limit))
        .compose(
            rows -> {
              Map<Long, JsonObject> monitors = new LinkedHashMap<>();
              rows.forEach(row -> monitors.put(row.getLong("id"), MonitorView.monitor(row)));
              return monitors.isEmpty()
                  ? Future.succeededFuture(List.of())
                  : addEnvironments(monitors);
            });
  }

  private Future<List<JsonObject>> addEnvironments(Map<Long, JsonObject> monitors) {
    Tuple ids = Tuple.tuple().addValue(monitors.keySet().toArray(Long[]::new));
    Future<RowSet<Row>> environments = reader.preparedQuery(ENVIRONMENTS).execute(ids);
    Future<RowSet<Row>> runs = reader.preparedQuery(RUNS).execute(ids);
    return Future.all(environments, runs)
        .map(
            both -> {
              Map<String, JsonObject> byName = new LinkedHashMap<>();
              for (Row row : environments.result()) {
                JsonObject environment = MonitorView.environment(row);
                byName.put(key(row), environment);
                JsonObject monitor = monitors.get(row.getLong("monitor_id"));
                if (monitor != null) {
                  monitor.getJsonArray("environments").add(environment);
                }
              }
              for (Row row : runs.result()) {
                JsonObject environment = byName.get(key(row));
                if (environment != null) {
                  environment.getJsonArray("runs").add(MonitorView.run(row));
                }
              }
              return new ArrayList<>(monitors.values());
            });
  }

  private static String key(Row row) {
    return row.getLong("monitor_id") + " " + row.getString("environment");
  }
}

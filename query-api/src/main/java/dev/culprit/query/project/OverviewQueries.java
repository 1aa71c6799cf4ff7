package dev.culprit.query.project;

import dev.culprit.query.http.Times;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** Counts for all projects at once, from rollups and indexes alone. */
public final class OverviewQueries {
  private static final int HOURS = 24;
  private static final String PROJECTS = "SELECT id, slug, name FROM ingest.projects ORDER BY id";
  private static final String EVENTS =
      """
      SELECT r.project_id, r.bucket, sum(r.count)::bigint AS count
      FROM ingest.projects p JOIN grouping.hour_rollups r ON r.project_id = p.id AND r.problem_id = 0 AND r.bucket >= $1
      GROUP BY r.project_id, r.bucket""";
  private static final String PROBLEMS =
      """
      SELECT p.id AS project_id,
             (SELECT count(*) FROM grouping.problems o WHERE o.project_id = p.id AND o.status = 'unresolved') AS open,
             (SELECT count(*) FROM grouping.problems n WHERE n.project_id = p.id
                AND n.status IN ('unresolved', 'resolved', 'ignored') AND n.first_seen >= $1) AS new_today
      FROM ingest.projects p""";
  private static final String INCIDENTS =
      "SELECT project_id, count(*) AS open FROM alerting.incidents WHERE closed_at IS NULL GROUP BY project_id";
  private static final String REFUSALS =
      """
      SELECT project_id, code, sum(count)::bigint AS count FROM ingest.refusals WHERE hour >= $1
      GROUP BY project_id, code ORDER BY project_id, count DESC, code""";

  private final Pool reader;

  public OverviewQueries(Pool reader) {
    this.reader = reader;
  }

  Future<JsonObject> read(Instant now) {
    OffsetDateTime midnight = Times.utc(now.truncatedTo(ChronoUnit.DAYS));
    OffsetDateTime firstHour =
        Times.utc(now.truncatedTo(ChronoUnit.HOURS).minus(HOURS - 1, ChronoUnit.HOURS));
    OffsetDateTime firstRead = firstHour.isBefore(midnight) ? firstHour : midnight;
    Future<RowSet<Row>> projects = reader.preparedQuery(PROJECTS).execute();
    Future<RowSet<Row>> events = reader.preparedQuery(EVENTS).execute(Tuple.of(firstRead));
    Future<RowSet<Row>> problems = reader.preparedQuery(PROBLEMS).execute(Tuple.of(midnight));
    Future<RowSet<Row>> incidents = reader.preparedQuery(INCIDENTS).execute();
    Future<RowSet<Row>> refusals = reader.preparedQuery(REFUSALS).execute(Tuple.of(firstHour));
    return Future.all(projects, events, problems, incidents, refusals)
        .map(
            all -> {
              Map<Long, JsonObject> byId = new HashMap<>();
              JsonArray list = new JsonArray();
              for (Row row : projects.result()) {
                JsonObject project = empty(row);
                byId.put(row.getLong("id"), project);
                list.add(project);
              }
              JsonArray unattributed = new JsonArray();
              addEvents(byId, events.result(), midnight, firstHour);
              addProblems(byId, problems.result());
              addIncidents(byId, incidents.result());
              addRefusals(byId, unattributed, refusals.result());
              return new JsonObject()
                  .put("at", now.toString())
                  .put("projects", list)
                  .put("unattributed_refusals_last_24h", unattributed);
            });
  }

  private static JsonObject empty(Row row) {
    JsonArray hours = new JsonArray();
    for (int i = 0; i < HOURS; i++) {
      hours.add(0L);
    }
    return new JsonObject()
        .put("project_id", row.getLong("id"))
        .put("slug", row.getString("slug"))
        .put("name", row.getString("name"))
        .put("events_today", 0L)
        .put("events_by_hour", hours)
        .put("open_problems", 0L)
        .put("new_problems_today", 0L)
        .put("open_incidents", 0L)
        .put("refusals_last_24h", new JsonArray());
  }

  private static void addEvents(
      Map<Long, JsonObject> byId,
      RowSet<Row> rows,
      OffsetDateTime midnight,
      OffsetDateTime firstHour) {
    for (Row row : rows) {
      JsonObject project = byId.get(row.getLong("project_id"));
      OffsetDateTime bucket = row.getOffsetDateTime("bucket");
      long count = row.getLong("count");
      if (project == null) {
        continue;
      }
      if (!bucket.isBefore(midnight)) {
        project.put("events_today", project.getLong("events_today") + count);
      }
      long hour = ChronoUnit.HOURS.between(firstHour, bucket);
      if (hour >= 0 && hour < HOURS) {
        project.getJsonArray("events_by_hour").set((int) hour, count);
      }
    }
  }

  private static void addProblems(Map<Long, JsonObject> byId, RowSet<Row> rows) {
    for (Row row : rows) {
      JsonObject project = byId.get(row.getLong("project_id"));
      if (project != null) {
        project
            .put("open_problems", row.getLong("open"))
            .put("new_problems_today", row.getLong("new_today"));
      }
    }
  }

  private static void addIncidents(Map<Long, JsonObject> byId, RowSet<Row> rows) {
    for (Row row : rows) {
      JsonObject project = byId.get(row.getLong("project_id"));
      if (project != null) {
        project.put("open_incidents", row.getLong("open"));
      }
    }
  }

  /** Project 0 stands for senders whose project is not known. */
  private static void addRefusals(
      Map<Long, JsonObject> byId, JsonArray unattributed, RowSet<Row> rows) {
    for (Row row : rows) {
      JsonObject refusal =
          new JsonObject().put("code", row.getString("code")).put("count", row.getLong("count"));
      JsonObject project = byId.get(row.getLong("project_id"));
      if (project != null) {
        project.getJsonArray("refusals_last_24h").add(refusal);
      } else {
        unattributed.add(refusal);
      }
    }
  }
}

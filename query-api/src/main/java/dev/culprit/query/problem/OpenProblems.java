package dev.culprit.query.problem;

import dev.culprit.query.account.UserDirectory;
import dev.culprit.query.gateway.ProblemTraits;
import dev.culprit.query.gateway.TraitQueries;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The unresolved problems of all projects by the error status that their events were answered with.
 */
public final class OpenProblems {
  private static final int MOST = 20;
  private static final String CONDITION =
      "p.status = 'unresolved' AND "
          + FacetFilter.of("http_status", "").condition().replace("?", "$1");
  private static final String COUNTS =
      """
      SELECT f.value, count(*) AS count FROM grouping.problem_facets f
      JOIN grouping.problems p ON p.id = f.problem_id AND p.status = 'unresolved'
      WHERE f.kind = 'http_status' GROUP BY f.value""";
  private static final String BY_PROJECT =
      "SELECT r.id, r.slug, r.name, count(*) AS count FROM grouping.problems p"
          + " JOIN ingest.projects r ON r.id = p.project_id WHERE "
          + CONDITION
          + " GROUP BY r.id, r.slug, r.name ORDER BY count DESC, r.id LIMIT 100";
  private static final String NEWEST =
      "SELECT "
          + ProblemView.COLUMNS
          + ", r.slug AS project_slug, r.name AS project_name FROM grouping.problems p"
          + " JOIN ingest.projects r ON r.id = p.project_id WHERE "
          + CONDITION
          + " ORDER BY p.last_seen DESC, p.id DESC LIMIT "
          + MOST;

  private final Pool reader;
  private final TraitQueries traits;
  private final UserDirectory people;

  public OpenProblems(Pool reader, UserDirectory people) {
    this.reader = reader;
    this.traits = new TraitQueries(reader);
    this.people = people;
  }

  /** How many there are of each status; a problem counts for each of its statuses. */
  public Future<Map<Integer, Long>> byHttpStatus() {
    return reader
        .preparedQuery(COUNTS)
        .execute()
        .map(
            rows -> {
              Map<Integer, Long> counts = new HashMap<>();
              rows.forEach(
                  row -> counts.put(Integer.valueOf(row.getString(0)), row.getLong("count")));
              return counts;
            });
  }

  /** How many have this status, in which projects, and the ones that were seen last. */
  public Future<JsonObject> withHttpStatus(int status) {
    Tuple value = Tuple.of(String.valueOf(status));
    Future<RowSet<Row>> byProject = reader.preparedQuery(BY_PROJECT).execute(value);
    Future<JsonArray> newest = reader.preparedQuery(NEWEST).execute(value).compose(this::list);
    return Future.all(byProject, newest)
        .map(
            both -> {
              JsonArray projects = new JsonArray();
              long total = 0;
              for (Row row : byProject.result()) {
                long count = row.getLong("count");
                total += count;
                projects.add(
                    new JsonObject()
                        .put("project", project(row.getLong("id"), row, "slug", "name"))
                        .put("open_problems", count));
              }
              return new JsonObject()
                  .put("open_problems", total)
                  .put("projects", projects)
                  .put("problems", newest.result());
            });
  }

  private Future<JsonArray> list(RowSet<Row> rows) {
    List<ProblemView> problems = new ArrayList<>();
    List<JsonObject> projects = new ArrayList<>();
    for (Row row : rows) {
      ProblemView problem = ProblemView.of(row);
      problems.add(problem);
      projects.add(project(problem.projectId(), row, "project_slug", "project_name"));
    }
    Future<Map<Long, ProblemTraits>> known =
        traits.of(problems.stream().map(ProblemView::id).toList());
    Future<Map<Long, JsonObject>> assignees =
        people.find(
            problems.stream()
                .map(ProblemView::assigneeId)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    return Future.all(known, assignees)
        .map(
            both -> {
              JsonArray list = new JsonArray();
              for (int i = 0; i < problems.size(); i++) {
                ProblemView problem = problems.get(i);
                ProblemTraits own = known.result().getOrDefault(problem.id(), ProblemTraits.NONE);
                list.add(
                    new JsonObject()
                        .put("problem", problem.toJson(assignees.result(), own))
                        .put("project", projects.get(i)));
              }
              return list;
            });
  }

  private static JsonObject project(long id, Row row, String slug, String name) {
    return new JsonObject()
        .put("id", id)
        .put("slug", row.getString(slug))
        .put("name", row.getString(name));
  }
}

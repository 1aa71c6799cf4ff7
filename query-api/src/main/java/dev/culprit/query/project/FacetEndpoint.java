package dev.culprit.query.project;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.culprit.query.http.Answer;
import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Map;

/** What the problems of a project had lately, for filters. Answers are kept a while. */
public final class FacetEndpoint implements Endpoint {
  private static final String RELEASES =
      """
      SELECT release FROM grouping.hour_rollups
      WHERE project_id = $1 AND problem_id = 0 AND release <> '' AND bucket > now() - interval '90 days'
      GROUP BY release ORDER BY max(bucket) DESC, release LIMIT 100""";
  private static final String ENVIRONMENTS =
      """
      SELECT environment FROM grouping.hour_rollups
      WHERE project_id = $1 AND problem_id = 0 AND bucket > now() - interval '30 days'
      GROUP BY environment ORDER BY max(bucket) DESC, environment LIMIT 100""";

  // The last seen 100 of each kind. The problem's own time stands for that of its facets.
  private static final String TRAITS =
      """
      SELECT kind, value FROM (
        SELECT f.kind, f.value, max(p.last_seen) AS last_seen,
          row_number() OVER (PARTITION BY f.kind ORDER BY max(p.last_seen) DESC, f.value) AS place
        FROM grouping.problem_facets f JOIN grouping.problems p ON p.id = f.problem_id
        WHERE p.project_id = $1 AND p.status <> 'merged'
          AND f.kind IN ('cause', 'proxy', 'upstream', 'upstream_group', 'host', 'http_status')
        GROUP BY f.kind, f.value) AS t
      WHERE place <= 100 ORDER BY kind, place""";
  private static final Map<String, String> TRAIT_NAMES =
      Map.of(
          "cause", "causes",
          "proxy", "proxies",
          "upstream", "upstreams",
          "upstream_group", "upstream_groups",
          "host", "hosts",
          "http_status", "http_statuses");

  private final Pool reader;
  private final ProjectQueries projects;
  private final Cache<Long, Future<JsonObject>> kept =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(10)).maximumSize(1000).build();

  public FacetEndpoint(Pool reader, ProjectQueries projects) {
    this.reader = reader;
    this.projects = projects;
  }

  @Override
  public void register(Operations operations) {
    operations.on("getProjectFacets", this::facets);
  }

  private Future<Answer> facets(ApiRequest request) {
    return projects
        .resolve(request.pathText("project"))
        .compose(project -> kept(project.id()))
        .map(Answer::ok);
  }

  private Future<JsonObject> kept(long projectId) {
    Future<JsonObject> known = kept.getIfPresent(projectId);
    if (known != null) {
      return known;
    }
    Future<JsonObject> read = read(projectId);
    kept.put(projectId, read);
    return read.onFailure(cause -> kept.invalidate(projectId));
  }

  private Future<JsonObject> read(long projectId) {
    Future<JsonArray> environments =
        reader.preparedQuery(ENVIRONMENTS).execute(Tuple.of(projectId)).map(FacetEndpoint::values);
    Future<JsonArray> releases =
        reader.preparedQuery(RELEASES).execute(Tuple.of(projectId)).map(FacetEndpoint::values);
    Future<RowSet<Row>> traits = reader.preparedQuery(TRAITS).execute(Tuple.of(projectId));
    return Future.all(environments, releases, traits)
        .map(
            all -> {
              JsonObject facets =
                  new JsonObject()
                      .put("environments", environments.result())
                      .put("releases", releases.result());
              TRAIT_NAMES.values().forEach(name -> facets.put(name, new JsonArray()));
              for (Row row : traits.result()) {
                facets.getJsonArray(TRAIT_NAMES.get(row.getString("kind"))).add(value(row));
              }
              return facets;
            });
  }

  private static Object value(Row row) {
    String value = row.getString("value");
    return row.getString("kind").equals("http_status") ? (Object) Integer.valueOf(value) : value;
  }

  private static JsonArray values(RowSet<Row> rows) {
    JsonArray values = new JsonArray();
    rows.forEach(row -> values.add(row.getString(0)));
    return values;
  }
}

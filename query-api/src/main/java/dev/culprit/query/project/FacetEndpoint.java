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

/** Which environments and releases a project had lately, for filters. Answers are kept a while. */
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
    return Future.all(environments, releases)
        .map(
            both ->
                new JsonObject()
                    .put("environments", environments.result())
                    .put("releases", releases.result()));
  }

  private static JsonArray values(RowSet<Row> rows) {
    JsonArray values = new JsonArray();
    rows.forEach(row -> values.add(row.getString(0)));
    return values;
  }
}

package dev.culprit.query.release;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.culprit.query.http.Answer;
import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import dev.culprit.query.project.ProjectQueries;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The releases of a project. Their events are those of every problem, so answers are kept a while.
 */
public final class ReleaseEndpoint implements Endpoint {
  private static final String RELEASES =
      """
      WITH seen AS (
        SELECT release, min(bucket) AS first_seen, max(bucket) AS last_seen,
          sum(count)::bigint AS events
        FROM grouping.hour_rollups
        WHERE project_id = $1 AND problem_id = 0 GROUP BY release
      ), ran AS (
        SELECT release, min(hour) AS first_seen, max(hour) AS last_seen,
          sum(started)::bigint AS sessions, sum(errored)::bigint AS errored,
          sum(unhandled)::bigint AS unhandled, sum(abnormal)::bigint AS abnormal,
          sum(crashed)::bigint AS crashed
        FROM grouping.release_sessions WHERE project_id = $1 GROUP BY release
      )
      SELECT release, least(s.first_seen, r.first_seen) AS first_seen,
        greatest(s.last_seen, r.last_seen) AS last_seen, coalesce(s.events, 0) AS events,
        coalesce(r.sessions, 0) AS sessions, coalesce(r.errored, 0) AS errored,
        coalesce(r.unhandled, 0) AS unhandled, coalesce(r.abnormal, 0) AS abnormal,
        coalesce(r.crashed, 0) AS crashed
      FROM seen s FULL JOIN ran r USING (release)
      ORDER BY last_seen DESC, release LIMIT 100""";

  private final Pool reader;
  private final ProjectQueries projects;
  private final Cache<Long, Future<List<JsonObject>>> kept =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(10)).maximumSize(1000).build();

  public ReleaseEndpoint(Pool reader, ProjectQueries projects) {
    this.reader = reader;
    this.projects = projects;
  }

  @Override
  public void register(Operations operations) {
    operations.on("listReleases", this::list);
  }

  private Future<Answer> list(ApiRequest request) {
    return projects
        .resolve(request.pathText("project"))
        .compose(project -> kept(project.id()))
        .map(Answer::list);
  }

  private Future<List<JsonObject>> kept(long projectId) {
    Future<List<JsonObject>> known = kept.getIfPresent(projectId);
    if (known != null) {
      return known;
    }
    Future<List<JsonObject>> read = read(projectId);
    kept.put(projectId, read);
    return read.onFailure(cause -> kept.invalidate(projectId));
  }

  private Future<List<JsonObject>> read(long projectId) {
    return reader
        .preparedQuery(RELEASES)
        .execute(Tuple.of(projectId))
        .map(
            rows -> {
              List<JsonObject> releases = new ArrayList<>();
              rows.forEach(row -> releases.add(ReleaseView.of(row).toJson()));
              return releases;
            });
  }
}

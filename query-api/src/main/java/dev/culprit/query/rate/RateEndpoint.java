package dev.culprit.query.rate;

import dev.culprit.query.http.Answer;
import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import dev.culprit.query.project.ProjectQueries;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.Arrays;

/** The rates of problems and projects. */
public final class RateEndpoint implements Endpoint {
  private final RateQueries queries;
  private final ProjectQueries projects;
  private final Clock clock;

  public RateEndpoint(Pool reader, ProjectQueries projects, Clock clock) {
    this.queries = new RateQueries(reader);
    this.projects = projects;
    this.clock = clock;
  }

  @Override
  public void register(Operations operations) {
    operations.on("getProblemRate", this::ofProblem).on("getProjectRate", this::ofProject);
  }

  private Future<Answer> ofProblem(ApiRequest request) {
    long problemId = request.id("problem_id");
    return queries.projectOf(problemId).compose(projectId -> answer(request, projectId, problemId));
  }

  private Future<Answer> ofProject(ApiRequest request) {
    return projects
        .resolve(request.pathText("project"))
        .compose(project -> answer(request, project.id(), RateQueries.WHOLE_PROJECT));
  }

  private Future<Answer> answer(ApiRequest request, long projectId, long problemId) {
    RateWindow window =
        RateWindow.of(
            request.text("bucket", "hour"),
            request.text("from"),
            request.text("to"),
            clock.instant());
    return queries
        .counts(projectId, problemId, window, request.text("environment"))
        .map(counts -> Answer.ok(json(window, counts)));
  }

  private static JsonObject json(RateWindow window, long[] counts) {
    JsonArray data = new JsonArray();
    for (int i = 0; i < counts.length; i++) {
      String at = window.from().plus(i, window.bucket().unit()).toString();
      data.add(new JsonObject().put("at", at).put("count", counts[i]));
    }
    return new JsonObject()
        .put("bucket", window.bucket().text())
        .put("from", window.from().toString())
        .put("to", window.to().toString())
        .put("total", Arrays.stream(counts).sum())
        .put("data", data);
  }
}

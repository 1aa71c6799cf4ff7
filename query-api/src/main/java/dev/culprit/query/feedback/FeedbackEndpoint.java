package dev.culprit.query.feedback;

import dev.culprit.query.http.Answer;
import dev.culprit.query.http.ApiException;
import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Cursors;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import dev.culprit.query.http.Page;
import dev.culprit.query.project.ProjectQueries;
import io.vertx.core.Future;
import java.util.List;

/** Lists the feedback of a problem or of a whole project. */
public final class FeedbackEndpoint implements Endpoint {
  private final FeedbackQueries queries;
  private final ProjectQueries projects;
  private final Cursors cursors;

  public FeedbackEndpoint(FeedbackQueries queries, ProjectQueries projects, Cursors cursors) {
    this.queries = queries;
    this.projects = projects;
    this.cursors = cursors;
  }

  @Override
  public void register(Operations operations) {
    operations
        .on("listProblemFeedback", this::ofProblem)
        .on("listProjectFeedback", this::ofProject);
  }

  private Future<Answer> ofProblem(ApiRequest request) {
    long problemId = request.id("problem_id");
    String list = "feedback of problem " + problemId;
    long before = before(list, request);
    return queries
        .problemExists(problemId)
        .compose(
            exists ->
                exists
                    ? queries.ofProblem(problemId, before, request.limit() + 1)
                    : Future.failedFuture(ApiException.notFound("problem " + problemId)))
        .map(rows -> page(list, rows, request));
  }

  private Future<Answer> ofProject(ApiRequest request) {
    return projects
        .resolve(request.pathText("project"))
        .compose(
            project -> {
              String list = "feedback of project " + project.id();
              long before = before(list, request);
              return queries
                  .ofProject(project.id(), before, request.limit() + 1)
                  .map(rows -> page(list, rows, request));
            });
  }

  private long before(String list, ApiRequest request) {
    return cursors
        .decode(list, request.text("cursor"))
        .map(position -> position[0])
        .orElse(Long.MAX_VALUE);
  }

  private Answer page(String list, List<FeedbackView> rows, ApiRequest request) {
    return Page.of(rows, request.limit())
        .toAnswer(FeedbackView::toJson, last -> cursors.encode(list, last.id()));
  }
}

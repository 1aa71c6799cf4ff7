package dev.culprit.query.reference;

import dev.culprit.query.http.Answer;
import dev.culprit.query.http.ApiException;
import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import dev.culprit.query.problem.OpenProblems;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** The reference, and beside each HTTP error the problems that the asker has with it right now. */
public final class ReferenceEndpoint implements Endpoint {
  private final Reference reference;
  private final OpenProblems problems;

  public ReferenceEndpoint(Reference reference, OpenProblems problems) {
    this.reference = reference;
    this.problems = problems;
  }

  @Override
  public void register(Operations operations) {
    operations
        .on("listCauses", request -> causes())
        .on("getCause", this::cause)
        .on("listHttpErrors", request -> errors())
        .on("getHttpError", this::error);
  }

  private Future<Answer> causes() {
    return Future.succeededFuture(
        Answer.list(reference.causes().stream().map(CauseEntry::toSummary).toList()));
  }

  private Future<Answer> cause(ApiRequest request) {
    String code = request.pathText("code");
    return reference
        .cause(code)
        .map(cause -> Future.succeededFuture(Answer.ok(cause.toJson())))
        .orElseGet(() -> Future.failedFuture(ApiException.notFound("cause " + code)));
  }

  private Future<Answer> errors() {
    return problems
        .byHttpStatus()
        .map(
            counts ->
                Answer.list(
                    reference.errors().stream().map(error -> summary(error, counts)).toList()));
  }

  private static JsonObject summary(HttpErrorEntry error, Map<Integer, Long> counts) {
    return error.toSummary().put("open_problems", counts.getOrDefault(error.status(), 0L));
  }

  private Future<Answer> error(ApiRequest request) {
    int status = Math.toIntExact(request.id("status"));
    return reference
        .error(status)
        .map(
            error ->
                problems
                    .withHttpStatus(status)
                    .map(own -> Answer.ok(error.toJson(reference::titleOf).mergeIn(own))))
        .orElseGet(() -> Future.failedFuture(ApiException.notFound("a description of " + status)));
  }
}

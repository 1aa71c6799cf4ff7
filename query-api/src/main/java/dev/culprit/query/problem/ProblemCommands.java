package dev.culprit.query.problem;

import dev.culprit.proto.grouping.v1.DeleteProblemsRequest;
import dev.culprit.proto.grouping.v1.DeleteProblemsResponse;
import dev.culprit.proto.grouping.v1.ProblemServiceGrpc;
import dev.culprit.proto.grouping.v1.ProblemServiceGrpc.ProblemServiceStub;
import dev.culprit.proto.grouping.v1.ProblemStatus;
import dev.culprit.proto.grouping.v1.UpdateProblemsRequest;
import dev.culprit.proto.grouping.v1.UpdateProblemsResponse;
import dev.culprit.query.grouping.Actors;
import dev.culprit.query.http.Caller;
import dev.culprit.runtime.grpc.Unary;
import io.grpc.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends changes of problems to grouping, their owner. */
final class ProblemCommands {
  private static final int UPDATE_SECONDS = 5;
  // Deleting takes the events along.
  private static final int DELETE_SECONDS = 12;

  private final Vertx vertx;
  private final ProblemServiceStub grouping;

  ProblemCommands(Vertx vertx, Channel grouping) {
    this.vertx = vertx;
    this.grouping = ProblemServiceGrpc.newStub(grouping);
  }

  /** The ids that were changed or deleted, and those that there is no problem of. */
  record Outcome(List<Long> changed, List<Long> unknown) {}

  /** The update is a ProblemUpdate of the contract. */
  Future<Outcome> update(List<Long> ids, JsonObject update, Caller caller) {
    UpdateProblemsRequest.Builder request =
        UpdateProblemsRequest.newBuilder()
            .addAllProblemIds(ids)
            .setActor(Actors.of(caller))
            .setStatus(status(update.getString("status")))
            .addAllAddTags(strings(update.getJsonArray("add_tags")))
            .addAllRemoveTags(strings(update.getJsonArray("remove_tags")));
    if (update.containsKey("assignee_id")) {
      Long assignee = update.getLong("assignee_id");
      request.setAssigneeId(assignee == null ? 0 : assignee);
    }
    return Unary.<UpdateProblemsRequest, UpdateProblemsResponse>call(
            vertx, stub(UPDATE_SECONDS)::updateProblems, request.build())
        .map(answer -> new Outcome(answer.getUpdatedIdsList(), answer.getUnknownIdsList()));
  }

  Future<Outcome> delete(List<Long> ids, Caller caller) {
    DeleteProblemsRequest request =
        DeleteProblemsRequest.newBuilder()
            .addAllProblemIds(ids)
            .setActor(Actors.of(caller))
            .build();
    return Unary.<DeleteProblemsRequest, DeleteProblemsResponse>call(
            vertx, stub(DELETE_SECONDS)::deleteProblems, request)
        .map(answer -> new Outcome(answer.getDeletedIdsList(), answer.getUnknownIdsList()));
  }

  private ProblemServiceStub stub(int seconds) {
    return grouping.withDeadlineAfter(seconds, TimeUnit.SECONDS);
  }

  private static ProblemStatus status(@Nullable String name) {
    return switch (name == null ? "" : name) {
      case "unresolved" -> ProblemStatus.PROBLEM_STATUS_UNRESOLVED;
      case "resolved" -> ProblemStatus.PROBLEM_STATUS_RESOLVED;
      case "ignored" -> ProblemStatus.PROBLEM_STATUS_IGNORED;
      default -> ProblemStatus.PROBLEM_STATUS_UNSPECIFIED;
    };
  }

  private static List<String> strings(@Nullable JsonArray array) {
    return array == null ? List.of() : array.stream().map(Object::toString).toList();
  }
}

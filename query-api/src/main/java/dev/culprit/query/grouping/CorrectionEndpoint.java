package dev.culprit.query.grouping;

import dev.culprit.proto.grouping.v1.MoveOutRequest;
import dev.culprit.proto.grouping.v1.SplitProblemResponse;
import dev.culprit.query.http.Answer;
import dev.culprit.query.http.ApiException;
import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import io.grpc.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.List;

/** Puts right by hand what grouping got wrong: merges, moves and splits problems, and undoes it. */
public final class CorrectionEndpoint implements Endpoint {
  private final FingerprintQueries fingerprints;
  private final CorrectionCommands commands;

  public CorrectionEndpoint(Vertx vertx, Pool reader, Channel grouping) {
    this.fingerprints = new FingerprintQueries(reader);
    this.commands = new CorrectionCommands(vertx, grouping);
  }

  @Override
  public void register(Operations operations) {
    operations
        .on("mergeProblems", this::merge)
        .on("unmergeProblem", this::unmerge)
        .on(
            "listFingerprints",
            request -> fingerprints.list(request.id("problem_id")).map(Answer::ok))
        .on("moveOut", this::moveOut)
        .on("splitProblem", this::split)
        .on("undoSplit", this::undoSplit)
        .on("dismissLikeness", this::dismissLikeness);
  }

  private Future<Answer> merge(ApiRequest request) {
    long target = request.id("problem_id");
    List<Long> sources = ids(request.body().getJsonArray("problem_ids"));
    if (sources.contains(target)) {
      return Future.failedFuture(
          ApiException.invalid("body", "problem_ids", "a problem cannot be merged into itself"));
    }
    return commands
        .merge(target, sources, Actors.of(request.caller()))
        .map(merged -> counted(target, merged.getOccurrenceCount(), merged.getEventsToMove()))
        .map(Answer::ok);
  }

  private Future<Answer> unmerge(ApiRequest request) {
    long id = request.id("problem_id");
    return commands
        .unmerge(id, Actors.of(request.caller()))
        .map(
            back ->
                Answer.ok(
                    counted(id, back.getOccurrenceCount(), back.getEventsToMove())
                        .put("from_id", back.getFromId())));
  }

  private Future<Answer> moveOut(ApiRequest request) {
    JsonObject body = request.body();
    if (body.containsKey("fingerprints") == body.containsKey("event_ids")) {
      return Future.failedFuture(
          ApiException.invalid("body", "", "give either fingerprints or event_ids"));
    }
    MoveOutRequest.Builder wanted =
        MoveOutRequest.newBuilder()
            .setProblemId(request.id("problem_id"))
            .setActor(Actors.of(request.caller()))
            .addAllEventIds(ids(body.getJsonArray("event_ids", new JsonArray())));
    body.getJsonArray("fingerprints", new JsonArray())
        .forEach(id -> wanted.addFingerprints(FingerprintHash.id((JsonObject) id)));
    return commands
        .moveOut(wanted.build())
        .map(
            made -> counted(made.getProblemId(), made.getOccurrenceCount(), made.getEventsToMove()))
        .map(Answer::ok);
  }

  private Future<Answer> split(ApiRequest request) {
    return commands
        .split(
            request.id("problem_id"),
            request.body().getString("attribute"),
            Actors.of(request.caller()))
        .map(answer -> Answer.ok(parts(answer)));
  }

  private Future<Answer> undoSplit(ApiRequest request) {
    long id = request.id("problem_id");
    return commands
        .undoSplit(id, Actors.of(request.caller()))
        .map(undone -> counted(id, undone.getOccurrenceCount(), undone.getEventsToMove()))
        .map(Answer::ok);
  }

  private Future<Answer> dismissLikeness(ApiRequest request) {
    return commands
        .dismissLikeness(
            request.id("problem_id"), request.id("other_id"), Actors.of(request.caller()))
        .map(done -> Answer.noContent());
  }

  private static JsonObject counted(long problemId, long occurrences, long moving) {
    return new JsonObject()
        .put("problem_id", problemId)
        .put("occurrence_count", occurrences)
        .put("moving_events", moving);
  }

  private static JsonObject parts(SplitProblemResponse answer) {
    JsonArray parts = new JsonArray();
    answer
        .getPartsList()
        .forEach(
            part ->
                parts.add(
                    new JsonObject()
                        .put("value", part.getValue())
                        .put("problem_id", part.getProblemId())
                        .put("occurrence_count", part.getOccurrenceCount())));
    return new JsonObject().put("parts", parts).put("moving_events", answer.getEventsToMove());
  }

  private static List<Long> ids(JsonArray ids) {
    return ids.stream().map(id -> ((Number) id).longValue()).toList();
  }
}

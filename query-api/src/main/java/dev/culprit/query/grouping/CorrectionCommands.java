package dev.culprit.query.grouping;

import dev.culprit.proto.grouping.v1.Actor;
import dev.culprit.proto.grouping.v1.CorrectionServiceGrpc;
import dev.culprit.proto.grouping.v1.CorrectionServiceGrpc.CorrectionServiceStub;
import dev.culprit.proto.grouping.v1.DismissLikenessRequest;
import dev.culprit.proto.grouping.v1.DismissLikenessResponse;
import dev.culprit.proto.grouping.v1.MergeProblemsRequest;
import dev.culprit.proto.grouping.v1.MergeProblemsResponse;
import dev.culprit.proto.grouping.v1.MoveOutRequest;
import dev.culprit.proto.grouping.v1.MoveOutResponse;
import dev.culprit.proto.grouping.v1.SplitProblemRequest;
import dev.culprit.proto.grouping.v1.SplitProblemResponse;
import dev.culprit.proto.grouping.v1.UndoSplitRequest;
import dev.culprit.proto.grouping.v1.UndoSplitResponse;
import dev.culprit.proto.grouping.v1.UnmergeProblemRequest;
import dev.culprit.proto.grouping.v1.UnmergeProblemResponse;
import dev.culprit.runtime.grpc.Unary;
import io.grpc.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends people's corrections of problems to grouping, their owner. */
final class CorrectionCommands {
  // Sums over the stored events of a large problem take a while; but a person also waits that long
  // to hear that grouping is away.
  private static final int SECONDS = 20;
  private static final int DISMISS_SECONDS = 5;

  private final Vertx vertx;
  private final CorrectionServiceStub grouping;

  CorrectionCommands(Vertx vertx, Channel grouping) {
    this.vertx = vertx;
    this.grouping = CorrectionServiceGrpc.newStub(grouping);
  }

  Future<MergeProblemsResponse> merge(long targetId, List<Long> sourceIds, Actor actor) {
    return Unary.call(
        vertx,
        stub(SECONDS)::mergeProblems,
        MergeProblemsRequest.newBuilder()
            .setTargetId(targetId)
            .addAllSourceIds(sourceIds)
            .setActor(actor)
            .build());
  }

  Future<UnmergeProblemResponse> unmerge(long problemId, Actor actor) {
    return Unary.call(
        vertx,
        stub(SECONDS)::unmergeProblem,
        UnmergeProblemRequest.newBuilder().setProblemId(problemId).setActor(actor).build());
  }

  Future<MoveOutResponse> moveOut(MoveOutRequest request) {
    return Unary.call(vertx, stub(SECONDS)::moveOut, request);
  }

  Future<SplitProblemResponse> split(long problemId, String attribute, Actor actor) {
    return Unary.call(
        vertx,
        stub(SECONDS)::splitProblem,
        SplitProblemRequest.newBuilder()
            .setProblemId(problemId)
            .setAttribute(attribute)
            .setActor(actor)
            .build());
  }

  Future<UndoSplitResponse> undoSplit(long problemId, Actor actor) {
    return Unary.call(
        vertx,
        stub(SECONDS)::undoSplit,
        UndoSplitRequest.newBuilder().setProblemId(problemId).setActor(actor).build());
  }

  Future<DismissLikenessResponse> dismissLikeness(long problemId, long otherId, Actor actor) {
    return Unary.call(
        vertx,
        stub(DISMISS_SECONDS)::dismissLikeness,
        DismissLikenessRequest.newBuilder()
            .setProblemId(problemId)
            .setLikeProblemId(otherId)
            .setActor(actor)
            .build());
  }

  private CorrectionServiceStub stub(int seconds) {
    return grouping.withDeadlineAfter(seconds, TimeUnit.SECONDS);
  }
}

package dev.culprit.grouping.endpoint;

import dev.culprit.grouping.command.Actor;
import dev.culprit.grouping.correction.Correction;
import dev.culprit.grouping.correction.Correction.FingerprintHash;
import dev.culprit.grouping.correction.CorrectionOutcome;
import dev.culprit.grouping.correction.Corrections;
import dev.culprit.grouping.correction.SplitAttribute;
import dev.culprit.proto.grouping.v1.CorrectionServiceGrpc;
import dev.culprit.proto.grouping.v1.DismissLikenessRequest;
import dev.culprit.proto.grouping.v1.DismissLikenessResponse;
import dev.culprit.proto.grouping.v1.MergeProblemsRequest;
import dev.culprit.proto.grouping.v1.MergeProblemsResponse;
import dev.culprit.proto.grouping.v1.MoveOutRequest;
import dev.culprit.proto.grouping.v1.MoveOutResponse;
import dev.culprit.proto.grouping.v1.SplitPart;
import dev.culprit.proto.grouping.v1.SplitProblemRequest;
import dev.culprit.proto.grouping.v1.SplitProblemResponse;
import dev.culprit.proto.grouping.v1.UndoSplitRequest;
import dev.culprit.proto.grouping.v1.UndoSplitResponse;
import dev.culprit.proto.grouping.v1.UnmergeProblemRequest;
import dev.culprit.proto.grouping.v1.UnmergeProblemResponse;
import dev.culprit.runtime.grpc.Unary;
import io.grpc.stub.StreamObserver;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The correction service: wire contract to domain and back, nothing else. */
public final class CorrectionEndpoint extends CorrectionServiceGrpc.CorrectionServiceImplBase {

  private final Corrections corrections;

  public CorrectionEndpoint(Corrections corrections) {
    this.corrections = corrections;
  }

  @Override
  public void mergeProblems(
      MergeProblemsRequest request, StreamObserver<MergeProblemsResponse> observer) {
    answer(
        () ->
            new Correction.Merge(
                request.getTargetId(),
                Set.copyOf(request.getSourceIdsList()),
                actor(request.getActor())),
        outcome ->
            MergeProblemsResponse.newBuilder()
                .setOccurrenceCount(outcome.occurrenceCount())
                .setEventsToMove(outcome.eventsToMove())
                .build(),
        observer);
  }

  @Override
  public void unmergeProblem(
      UnmergeProblemRequest request, StreamObserver<UnmergeProblemResponse> observer) {
    answer(
        () -> new Correction.Unmerge(request.getProblemId(), actor(request.getActor())),
        outcome ->
            UnmergeProblemResponse.newBuilder()
                .setFromId(outcome.problemId())
                .setOccurrenceCount(outcome.occurrenceCount())
                .setEventsToMove(outcome.eventsToMove())
                .build(),
        observer);
  }

  @Override
  public void moveOut(MoveOutRequest request, StreamObserver<MoveOutResponse> observer) {
    answer(
        () ->
            new Correction.MoveOut(
                request.getProblemId(),
                request.getFingerprintsList().stream()
                    .map(id -> FingerprintHash.of(id.getVersion(), id.getHash().toByteArray()))
                    .collect(Collectors.toSet()),
                new HashSet<>(request.getEventIdsList()),
                actor(request.getActor())),
        outcome ->
            MoveOutResponse.newBuilder()
                .setProblemId(outcome.problemId())
                .setOccurrenceCount(outcome.occurrenceCount())
                .setEventsToMove(outcome.eventsToMove())
                .build(),
        observer);
  }

  @Override
  public void splitProblem(
      SplitProblemRequest request, StreamObserver<SplitProblemResponse> observer) {
    answer(
        () ->
            new Correction.Split(
                request.getProblemId(),
                SplitAttribute.of(request.getAttribute()),
                actor(request.getActor())),
        CorrectionEndpoint::split,
        observer);
  }

  private static SplitProblemResponse split(CorrectionOutcome outcome) {
    SplitProblemResponse.Builder response =
        SplitProblemResponse.newBuilder().setEventsToMove(outcome.eventsToMove());
    outcome
        .parts()
        .forEach(
            part ->
                response.addParts(
                    SplitPart.newBuilder()
                        .setValue(part.value())
                        .setProblemId(part.problemId())
                        .setOccurrenceCount(part.occurrenceCount())));
    return response.build();
  }

  @Override
  public void undoSplit(UndoSplitRequest request, StreamObserver<UndoSplitResponse> observer) {
    answer(
        () -> new Correction.UndoSplit(request.getProblemId(), actor(request.getActor())),
        outcome ->
            UndoSplitResponse.newBuilder()
                .setOccurrenceCount(outcome.occurrenceCount())
                .setEventsToMove(outcome.eventsToMove())
                .build(),
        observer);
  }

  @Override
  public void dismissLikeness(
      DismissLikenessRequest request, StreamObserver<DismissLikenessResponse> observer) {
    answer(
        () ->
            new Correction.DismissLikeness(
                request.getProblemId(), request.getLikeProblemId(), actor(request.getActor())),
        outcome -> DismissLikenessResponse.getDefaultInstance(),
        observer);
  }

  private <R> void answer(
      Supplier<Correction> asked,
      Function<CorrectionOutcome, R> response,
      StreamObserver<R> observer) {
    Unary.answer(Refusals.attempt(() -> corrections.carryOut(asked.get())).map(response), observer);
  }

  private static Actor actor(dev.culprit.proto.grouping.v1.Actor actor) {
    return new Actor(actor.getUserId(), actor.getName());
  }
}

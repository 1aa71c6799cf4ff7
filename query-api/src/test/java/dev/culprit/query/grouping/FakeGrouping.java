package dev.culprit.query.grouping;

import com.google.protobuf.MessageLite;
import dev.culprit.proto.grouping.v1.CorrectionServiceGrpc;
import dev.culprit.proto.grouping.v1.DismissLikenessRequest;
import dev.culprit.proto.grouping.v1.DismissLikenessResponse;
import dev.culprit.proto.grouping.v1.EngineServiceGrpc;
import dev.culprit.proto.grouping.v1.ExplainEventRequest;
import dev.culprit.proto.grouping.v1.ExplainEventResponse;
import dev.culprit.proto.grouping.v1.GetSettingsRequest;
import dev.culprit.proto.grouping.v1.GetSettingsResponse;
import dev.culprit.proto.grouping.v1.MergeProblemsRequest;
import dev.culprit.proto.grouping.v1.MergeProblemsResponse;
import dev.culprit.proto.grouping.v1.MoveOutRequest;
import dev.culprit.proto.grouping.v1.MoveOutResponse;
import dev.culprit.proto.grouping.v1.SplitProblemRequest;
import dev.culprit.proto.grouping.v1.SplitProblemResponse;
import dev.culprit.proto.grouping.v1.TrySettingsRequest;
import dev.culprit.proto.grouping.v1.TrySettingsResponse;
import dev.culprit.proto.grouping.v1.UndoSplitRequest;
import dev.culprit.proto.grouping.v1.UndoSplitResponse;
import dev.culprit.proto.grouping.v1.UnmergeProblemRequest;
import dev.culprit.proto.grouping.v1.UnmergeProblemResponse;
import dev.culprit.proto.grouping.v1.UpdateSettingsRequest;
import dev.culprit.proto.grouping.v1.UpdateSettingsResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.atomic.AtomicReference;

/** A grouping that notes what it is asked and answers, or refuses, as the test told it to. */
final class FakeGrouping {
  private final AtomicReference<MessageLite> asked = new AtomicReference<>();
  private final AtomicReference<MessageLite> answer = new AtomicReference<>();
  private final AtomicReference<Status> refusal = new AtomicReference<>();

  void willAnswer(MessageLite message) {
    answer.set(message);
    refusal.set(null);
  }

  void willRefuse(Status status) {
    refusal.set(status);
  }

  /** What it was asked last. */
  <T extends MessageLite> T asked(Class<T> type) {
    return type.cast(asked.get());
  }

  private <R extends MessageLite> void respond(
      MessageLite request, Class<R> type, StreamObserver<R> observer) {
    asked.set(request);
    if (refusal.get() != null) {
      observer.onError(refusal.get().asRuntimeException());
      return;
    }
    observer.onNext(type.cast(answer.get()));
    observer.onCompleted();
  }

  CorrectionServiceGrpc.CorrectionServiceImplBase corrections() {
    return new Corrections();
  }

  EngineServiceGrpc.EngineServiceImplBase engine() {
    return new Engine();
  }

  private final class Corrections extends CorrectionServiceGrpc.CorrectionServiceImplBase {
    @Override
    public void mergeProblems(
        MergeProblemsRequest request, StreamObserver<MergeProblemsResponse> observer) {
      respond(request, MergeProblemsResponse.class, observer);
    }

    @Override
    public void unmergeProblem(
        UnmergeProblemRequest request, StreamObserver<UnmergeProblemResponse> observer) {
      respond(request, UnmergeProblemResponse.class, observer);
    }

    @Override
    public void moveOut(MoveOutRequest request, StreamObserver<MoveOutResponse> observer) {
      respond(request, MoveOutResponse.class, observer);
    }

    @Override
    public void splitProblem(
        SplitProblemRequest request, StreamObserver<SplitProblemResponse> observer) {
      respond(request, SplitProblemResponse.class, observer);
    }

    @Override
    public void undoSplit(UndoSplitRequest request, StreamObserver<UndoSplitResponse> observer) {
      respond(request, UndoSplitResponse.class, observer);
    }

    @Override
    public void dismissLikeness(
        DismissLikenessRequest request, StreamObserver<DismissLikenessResponse> observer) {
      respond(request, DismissLikenessResponse.class, observer);
    }
  }

  private final class Engine extends EngineServiceGrpc.EngineServiceImplBase {
    @Override
    public void getSettings(
        GetSettingsRequest request, StreamObserver<GetSettingsResponse> observer) {
      respond(request, GetSettingsResponse.class, observer);
    }

    @Override
    public void updateSettings(
        UpdateSettingsRequest request, StreamObserver<UpdateSettingsResponse> observer) {
      respond(request, UpdateSettingsResponse.class, observer);
    }

    @Override
    public void trySettings(
        TrySettingsRequest request, StreamObserver<TrySettingsResponse> observer) {
      respond(request, TrySettingsResponse.class, observer);
    }

    @Override
    public void explainEvent(
        ExplainEventRequest request, StreamObserver<ExplainEventResponse> observer) {
      respond(request, ExplainEventResponse.class, observer);
    }
  }
}

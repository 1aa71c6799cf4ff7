package dev.culprit.grouping.endpoint;

import dev.culprit.grouping.command.Actor;
import dev.culprit.grouping.explain.Explanations;
import dev.culprit.grouping.settings.SettingsCommands;
import dev.culprit.grouping.settings.SettingsEdit;
import dev.culprit.grouping.settings.StaleRevisionException;
import dev.culprit.grouping.similarity.Thresholds;
import dev.culprit.grouping.trial.Trials;
import dev.culprit.proto.grouping.v1.EngineServiceGrpc;
import dev.culprit.proto.grouping.v1.ExplainEventRequest;
import dev.culprit.proto.grouping.v1.ExplainEventResponse;
import dev.culprit.proto.grouping.v1.GetSettingsRequest;
import dev.culprit.proto.grouping.v1.GetSettingsResponse;
import dev.culprit.proto.grouping.v1.GroupingSettings;
import dev.culprit.proto.grouping.v1.TrySettingsRequest;
import dev.culprit.proto.grouping.v1.TrySettingsResponse;
import dev.culprit.proto.grouping.v1.UpdateSettingsRequest;
import dev.culprit.proto.grouping.v1.UpdateSettingsResponse;
import dev.culprit.runtime.grpc.Unary;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** The engine service: wire contract to domain and back, nothing else. */
public final class EngineEndpoint extends EngineServiceGrpc.EngineServiceImplBase {

  private final SettingsCommands settings;
  private final Trials trials;
  private final Explanations explanations;

  public EngineEndpoint(SettingsCommands settings, Trials trials, Explanations explanations) {
    this.settings = settings;
    this.trials = trials;
    this.explanations = explanations;
  }

  @Override
  public void getSettings(
      GetSettingsRequest request, StreamObserver<GetSettingsResponse> observer) {
    long project = request.getProjectId();
    Unary.answer(
        settings
            .read(project)
            .compose(
                now ->
                    settings
                        .changes(project)
                        .map(
                            changes ->
                                GetSettingsResponse.newBuilder()
                                    .setSettings(SettingsWriter.write(now))
                                    .setNewestVersion(settings.newestVersion())
                                    .setDefaultSameFrom(Thresholds.DEFAULT.same())
                                    .setDefaultPerhapsFrom(Thresholds.DEFAULT.perhaps())
                                    .addAllChanges(SettingsWriter.write(changes))
                                    .build())),
        observer);
  }

  @Override
  public void updateSettings(
      UpdateSettingsRequest request, StreamObserver<UpdateSettingsResponse> observer) {
    Actor actor = new Actor(request.getActor().getUserId(), request.getActor().getName());
    Unary.answer(
        attempt(
                () ->
                    settings.update(
                        request.getProjectId(),
                        edit(request.getSettings()),
                        request.getExpectedRevision(),
                        actor))
            .map(
                saved ->
                    UpdateSettingsResponse.newBuilder()
                        .setSettings(SettingsWriter.write(saved))
                        .build())
            .recover(EngineEndpoint::stale),
        observer);
  }

  @Override
  public void trySettings(
      TrySettingsRequest request, StreamObserver<TrySettingsResponse> observer) {
    Unary.answer(
        attempt(
                () ->
                    trials.run(
                        request.getProjectId(),
                        edit(request.getSettings()),
                        request.getMostEvents()))
            .map(TrialWriter::write),
        observer);
  }

  @Override
  public void explainEvent(
      ExplainEventRequest request, StreamObserver<ExplainEventResponse> observer) {
    Unary.answer(
        explanations
            .explain(request.getEventId(), request.getCompareProblemId())
            .map(ExplanationWriter::write),
        observer);
  }

  private static SettingsEdit edit(GroupingSettings settings) {
    return new SettingsEdit(
        settings.getVersion(),
        settings.getRules(),
        settings.getNearMatching(),
        settings.getSameFrom(),
        settings.getPerhapsFrom());
  }

  private static <T> Future<T> attempt(Supplier<Future<T>> command) {
    try {
      return command.get();
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(e);
    }
  }

  private static <T> Future<T> stale(Throwable failure) {
    return Future.failedFuture(
        failure instanceof StaleRevisionException
            ? Status.ABORTED.withDescription(failure.getMessage()).asRuntimeException()
            : failure);
  }
}

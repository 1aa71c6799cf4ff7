package dev.culprit.query.grouping;

import dev.culprit.proto.grouping.v1.EngineServiceGrpc;
import dev.culprit.proto.grouping.v1.EngineServiceGrpc.EngineServiceStub;
import dev.culprit.proto.grouping.v1.ExplainEventRequest;
import dev.culprit.proto.grouping.v1.ExplainEventResponse;
import dev.culprit.proto.grouping.v1.GetSettingsRequest;
import dev.culprit.proto.grouping.v1.GetSettingsResponse;
import dev.culprit.proto.grouping.v1.TrySettingsRequest;
import dev.culprit.proto.grouping.v1.TrySettingsResponse;
import dev.culprit.proto.grouping.v1.UpdateSettingsRequest;
import dev.culprit.proto.grouping.v1.UpdateSettingsResponse;
import dev.culprit.runtime.grpc.Unary;
import io.grpc.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** Asks grouping about its settings and its reasons, which only grouping can work out. */
final class EngineClient {
  private static final int SECONDS = 5;
  // Thousands of stored events are grouped anew.
  private static final int TRIAL_SECONDS = 25;

  private final Vertx vertx;
  private final EngineServiceStub engine;

  EngineClient(Vertx vertx, Channel grouping) {
    this.vertx = vertx;
    this.engine = EngineServiceGrpc.newStub(grouping);
  }

  Future<GetSettingsResponse> settings(long projectId) {
    return Unary.call(
        vertx,
        stub(SECONDS)::getSettings,
        GetSettingsRequest.newBuilder().setProjectId(projectId).build());
  }

  Future<UpdateSettingsResponse> update(UpdateSettingsRequest request) {
    return Unary.call(vertx, stub(SECONDS)::updateSettings, request);
  }

  Future<TrySettingsResponse> attempt(TrySettingsRequest request) {
    return Unary.call(vertx, stub(TRIAL_SECONDS)::trySettings, request);
  }

  Future<ExplainEventResponse> explain(long eventId, long compareTo) {
    return Unary.call(
        vertx,
        stub(SECONDS)::explainEvent,
        ExplainEventRequest.newBuilder()
            .setEventId(eventId)
            .setCompareProblemId(compareTo)
            .build());
  }

  private EngineServiceStub stub(int seconds) {
    return engine.withDeadlineAfter(seconds, TimeUnit.SECONDS);
  }
}

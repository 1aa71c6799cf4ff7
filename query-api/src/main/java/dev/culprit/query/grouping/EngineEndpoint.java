package dev.culprit.query.grouping;

import dev.culprit.proto.grouping.v1.TrySettingsRequest;
import dev.culprit.proto.grouping.v1.UpdateSettingsRequest;
import dev.culprit.query.http.Answer;
import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import dev.culprit.query.project.ProjectQueries;
import dev.culprit.query.project.ProjectView;
import io.grpc.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/** A project's settings of grouping, their trial on stored events, and explanations. */
public final class EngineEndpoint implements Endpoint {
  private static final int TRIED_EVENTS = 5_000;

  private final EngineClient engine;
  private final ProjectQueries projects;

  public EngineEndpoint(Vertx vertx, Channel grouping, ProjectQueries projects) {
    this.engine = new EngineClient(vertx, grouping);
    this.projects = projects;
  }

  @Override
  public void register(Operations operations) {
    operations
        .on("getGrouping", this::get)
        .on("updateGrouping", this::update)
        .on("tryGrouping", this::attempt)
        .on("explainEvent", this::explain);
  }

  private Future<ProjectView> project(ApiRequest request) {
    return projects.resolve(request.pathText("project"));
  }

  private Future<Answer> get(ApiRequest request) {
    return project(request)
        .compose(project -> engine.settings(project.id()))
        .map(known -> Answer.ok(SettingsJson.of(known)));
  }

  private Future<Answer> update(ApiRequest request) {
    JsonObject body = request.body();
    return project(request)
        .compose(
            project ->
                engine.update(
                    UpdateSettingsRequest.newBuilder()
                        .setProjectId(project.id())
                        .setSettings(SettingsJson.read(body))
                        .setExpectedRevision(body.getLong("expected_revision"))
                        .setActor(Actors.of(request.caller()))
                        .build()))
        .map(saved -> Answer.ok(SettingsJson.of(saved.getSettings())))
        .recover(RuleErrors::told);
  }

  private Future<Answer> attempt(ApiRequest request) {
    JsonObject body = request.body();
    return project(request)
        .compose(
            project ->
                engine.attempt(
                    TrySettingsRequest.newBuilder()
                        .setProjectId(project.id())
                        .setSettings(SettingsJson.read(body))
                        .setMostEvents(body.getInteger("most_events", TRIED_EVENTS))
                        .build()))
        .map(result -> Answer.ok(TrialJson.of(result)))
        .recover(RuleErrors::told);
  }

  private Future<Answer> explain(ApiRequest request) {
    return engine
        .explain(request.id("event_id"), request.number("compare_to").orElse(0L))
        .map(explanation -> Answer.ok(ExplanationJson.of(explanation)));
  }
}

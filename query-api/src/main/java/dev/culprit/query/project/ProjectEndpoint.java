package dev.culprit.query.project;

import dev.culprit.query.http.Answer;
import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Cursors;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import dev.culprit.query.http.Page;
import io.grpc.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/** Projects and their ingestion keys. */
public final class ProjectEndpoint implements Endpoint {
  private static final String LIST = "projects";

  private final ProjectQueries queries;
  private final ProjectCommands commands;
  private final Cursors cursors;

  public ProjectEndpoint(Vertx vertx, ProjectQueries queries, Channel ingest, Cursors cursors) {
    this.queries = queries;
    this.commands = new ProjectCommands(vertx, ingest);
    this.cursors = cursors;
  }

  @Override
  public void register(Operations operations) {
    operations
        .on("listProjects", this::list)
        .on("createProject", this::create)
        .on("getProject", request -> project(request).map(project -> Answer.ok(project.toJson())))
        .on("updateProject", this::update)
        .on("listIngestionKeys", this::listKeys)
        .on("createIngestionKey", this::createKey)
        .on("revokeIngestionKey", this::revokeKey);
  }

  private Future<ProjectView> project(ApiRequest request) {
    return queries.resolve(request.pathText("project"));
  }

  private Future<Answer> list(ApiRequest request) {
    long after =
        cursors.decode(LIST, request.text("cursor")).map(position -> position[0]).orElse(0L);
    return queries
        .list(after, request.limit() + 1)
        .map(
            rows ->
                Page.of(rows, request.limit())
                    .toAnswer(ProjectView::toJson, last -> cursors.encode(LIST, last.id())));
  }

  private Future<Answer> create(ApiRequest request) {
    return commands
        .create(request.body())
        .map(
            created ->
                Answer.created(
                    new JsonObject()
                        .put("project", ProjectView.of(created.getProject()).toJson())
                        .put("key", IngestionKeyView.of(created.getKey()).toJson())
                        .put("key_secret", created.getKeySecret())));
  }

  private Future<Answer> update(ApiRequest request) {
    return project(request)
        .compose(current -> commands.update(current, request.body()))
        .map(updated -> Answer.ok(ProjectView.of(updated).toJson()));
  }

  private Future<Answer> listKeys(ApiRequest request) {
    return project(request)
        .compose(project -> queries.keys(project.id()))
        .map(keys -> Answer.list(keys.stream().map(IngestionKeyView::toJson).toList()));
  }

  private Future<Answer> createKey(ApiRequest request) {
    return project(request)
        .compose(
            project -> commands.createKey(project.id(), request.body().getString("name").strip()))
        .map(
            created ->
                Answer.created(
                    new JsonObject()
                        .put("key", IngestionKeyView.of(created.getKey()).toJson())
                        .put("key_secret", created.getKeySecret())));
  }

  private Future<Answer> revokeKey(ApiRequest request) {
    return project(request)
        .compose(project -> commands.revokeKey(project.id(), request.id("key_id")))
        .map(key -> Answer.ok(IngestionKeyView.of(key).toJson()));
  }
}

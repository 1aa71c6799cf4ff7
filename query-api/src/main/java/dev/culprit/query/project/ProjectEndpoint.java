package dev.culprit.query.project;

import dev.culprit.proto.ingest.v1.IngestionKey;
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
import io.vertx.core.net.HostAndPort;

/** Projects and their ingestion keys. */
public final class ProjectEndpoint implements Endpoint {
  private static final String LIST = "projects";

  private final ProjectQueries queries;
  private final ProjectCommands commands;
  private final IngestAddresses addresses;
  private final Cursors cursors;

  public ProjectEndpoint(
      Vertx vertx,
      ProjectQueries queries,
      Channel ingest,
      IngestAddresses addresses,
      Cursors cursors) {
    this.queries = queries;
    this.addresses = addresses;
    this.commands = new ProjectCommands(vertx, ingest);
    this.cursors = cursors;
  }

  @Override
  public void register(Operations operations) {
    operations
        .on("listProjects", this::list)
        .on("createProject", this::create)
        .on(
            "getProject",
            request -> project(request).map(project -> Answer.ok(shown(project, request))))
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
                    .toAnswer(
                        project -> shown(project, request),
                        last -> cursors.encode(LIST, last.id())));
  }

  private JsonObject shown(ProjectView project, ApiRequest request) {
    return project.toJson().put("ingest", addresses.toJson(project.id(), host(request)));
  }

  /** By which name the asker reached us, without the port. */
  private static String host(ApiRequest request) {
    HostAndPort authority = request.http().authority();
    return authority == null ? "localhost" : authority.host();
  }

  private Future<Answer> create(ApiRequest request) {
    return commands
        .create(request.body())
        .map(
            created ->
                Answer.created(
                    told(created.getKey(), created.getKeySecret(), request)
                        .put("project", shown(ProjectView.of(created.getProject()), request))));
  }

  /** A new key, its secret for the only time, and the DSN with it. */
  private JsonObject told(IngestionKey key, String secret, ApiRequest request) {
    return new JsonObject()
        .put("key", IngestionKeyView.of(key).toJson())
        .put("key_secret", secret)
        .put("dsn", addresses.dsn(key.getProjectId(), secret, host(request)));
  }

  private Future<Answer> update(ApiRequest request) {
    return project(request)
        .compose(current -> commands.update(current, request.body()))
        .map(updated -> Answer.ok(shown(ProjectView.of(updated), request)));
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
        .map(created -> Answer.created(told(created.getKey(), created.getKeySecret(), request)));
  }

  private Future<Answer> revokeKey(ApiRequest request) {
    return project(request)
        .compose(project -> commands.revokeKey(project.id(), request.id("key_id")))
        .map(key -> Answer.ok(IngestionKeyView.of(key).toJson()));
  }
}

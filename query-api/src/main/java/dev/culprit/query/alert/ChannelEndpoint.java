package dev.culprit.query.alert;

import dev.culprit.query.http.Answer;
import dev.culprit.query.http.ApiException;
import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import dev.culprit.query.project.ProjectQueries;
import dev.culprit.query.project.ProjectView;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Channels of a project. */
final class ChannelEndpoint implements Endpoint {
  private final AlertQueries queries;
  private final AlertCommands commands;
  private final ProjectQueries projects;

  ChannelEndpoint(AlertQueries queries, AlertCommands commands, ProjectQueries projects) {
    this.queries = queries;
    this.commands = commands;
    this.projects = projects;
  }

  @Override
  public void register(Operations operations) {
    operations
        .on("listChannels", this::list)
        .on("createChannel", this::create)
        .on("getChannel", request -> find(request).map(channel -> Answer.ok(channel.toJson())))
        .on("updateChannel", this::update)
        .on("deleteChannel", this::delete)
        .on("testChannel", this::test);
  }

  private Future<ProjectView> project(ApiRequest request) {
    return projects.resolve(request.pathText("project"));
  }

  private Future<ChannelView> find(ApiRequest request) {
    return project(request)
        .compose(project -> queries.channel(project.id(), request.id("channel_id")));
  }

  private Future<Answer> list(ApiRequest request) {
    return project(request)
        .compose(project -> queries.channels(project.id()))
        .map(channels -> Answer.list(channels.stream().map(ChannelView::toJson).toList()));
  }

  private Future<Answer> create(ApiRequest request) {
    JsonObject body = request.body();
    JsonObject target = body.getJsonObject("target");
    if (!target.getString("kind").equals("email") && target.getString("url") == null) {
      return Future.failedFuture(ApiException.invalid("body", "target/url", "is missing"));
    }
    return project(request)
        .compose(
            project ->
                commands.createChannel(
                    ChannelMessage.of(
                        project.id(),
                        0,
                        body.getString("name"),
                        body.getBoolean("enabled", true),
                        target)))
        .compose(
            created ->
                queries
                    .channel(created.getChannel().getProjectId(), created.getChannel().getId())
                    .map(
                        channel ->
                            Answer.created(
                                new JsonObject()
                                    .put("channel", channel.toJson())
                                    .put(
                                        "generated_secret",
                                        created.getGeneratedSecret().isEmpty()
                                            ? null
                                            : created.getGeneratedSecret()))));
  }

  private Future<Answer> update(ApiRequest request) {
    JsonObject body = request.body();
    return find(request)
        .compose(
            current -> {
              JsonObject target = body.getJsonObject("target", ChannelMessage.unchanged(current));
              if (!target.getString("kind").equals(current.kind())) {
                throw ApiException.invalid(
                    "body", "target/kind", "cannot be changed; create a new channel");
              }
              return commands
                  .updateChannel(
                      ChannelMessage.of(
                          current.projectId(),
                          current.id(),
                          body.getString("name", current.name()),
                          body.getBoolean("enabled", current.enabled()),
                          target))
                  .compose(done -> queries.channel(current.projectId(), current.id()));
            })
        .map(channel -> Answer.ok(channel.toJson()));
  }

  private Future<Answer> delete(ApiRequest request) {
    return project(request)
        .compose(project -> commands.deleteChannel(project.id(), request.id("channel_id")))
        .map(done -> Answer.noContent());
  }

  private Future<Answer> test(ApiRequest request) {
    return project(request)
        .compose(project -> commands.testChannel(project.id(), request.id("channel_id")))
        .map(
            tested ->
                Answer.ok(
                    new JsonObject()
                        .put("delivered", tested.getDelivered())
                        .put("detail", tested.getDetail())));
  }
}

package dev.culprit.query.alert;

import dev.culprit.query.http.Answer;
import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import dev.culprit.query.project.ProjectQueries;
import dev.culprit.query.project.ProjectView;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Alert rules of a project. */
final class RuleEndpoint implements Endpoint {
  private final AlertQueries queries;
  private final AlertCommands commands;
  private final ProjectQueries projects;

  RuleEndpoint(AlertQueries queries, AlertCommands commands, ProjectQueries projects) {
    this.queries = queries;
    this.commands = commands;
    this.projects = projects;
  }

  @Override
  public void register(Operations operations) {
    operations
        .on("listAlertRules", this::list)
        .on("createAlertRule", this::create)
        .on("getAlertRule", request -> find(request).map(rule -> Answer.ok(rule.toJson())))
        .on("updateAlertRule", this::update)
        .on("deleteAlertRule", this::delete);
  }

  private Future<ProjectView> project(ApiRequest request) {
    return projects.resolve(request.pathText("project"));
  }

  private Future<RuleView> find(ApiRequest request) {
    return project(request).compose(project -> queries.rule(project.id(), request.id("rule_id")));
  }

  private Future<Answer> list(ApiRequest request) {
    return project(request)
        .compose(project -> queries.rules(project.id()))
        .map(rules -> Answer.list(rules.stream().map(RuleView::toJson).toList()));
  }

  private Future<Answer> create(ApiRequest request) {
    return project(request)
        .compose(
            project ->
                commands
                    .createRule(RuleMessage.of(project.id(), 0, request.body()))
                    .compose(id -> queries.rule(project.id(), id)))
        .map(rule -> Answer.created(rule.toJson()));
  }

  /** Alert replaces a rule as a whole, so the changes are put into what it is now. */
  private Future<Answer> update(ApiRequest request) {
    return find(request)
        .compose(
            current -> {
              JsonObject changed = current.toJson();
              request.body().forEach(entry -> changed.put(entry.getKey(), entry.getValue()));
              return commands
                  .updateRule(RuleMessage.of(current.projectId(), current.id(), changed))
                  .compose(done -> queries.rule(current.projectId(), current.id()));
            })
        .map(rule -> Answer.ok(rule.toJson()));
  }

  private Future<Answer> delete(ApiRequest request) {
    return project(request)
        .compose(project -> commands.deleteRule(project.id(), request.id("rule_id")))
        .map(done -> Answer.noContent());
  }
}

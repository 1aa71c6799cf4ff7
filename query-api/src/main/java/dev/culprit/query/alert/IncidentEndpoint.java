package dev.culprit.query.alert;

import dev.culprit.query.http.Answer;
import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Cursors;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import dev.culprit.query.http.Page;
import dev.culprit.query.project.ProjectQueries;
import dev.culprit.query.project.ProjectView;
import io.vertx.core.Future;
import java.util.Optional;

/** Incidents, and the notifications they led to. */
final class IncidentEndpoint implements Endpoint {
  private final IncidentQueries queries;
  private final AlertCommands commands;
  private final ProjectQueries projects;
  private final Cursors cursors;

  IncidentEndpoint(
      IncidentQueries queries, AlertCommands commands, ProjectQueries projects, Cursors cursors) {
    this.queries = queries;
    this.commands = commands;
    this.projects = projects;
    this.cursors = cursors;
  }

  @Override
  public void register(Operations operations) {
    operations
        .on("listIncidents", this::incidents)
        .on("getIncident", request -> show(request.id("incident_id")))
        .on("closeIncident", this::close)
        .on("listNotifications", this::notifications);
  }

  private Future<Answer> incidents(ApiRequest request) {
    Optional<Long> problem = request.number("problem");
    Optional<String> state = request.text("state");
    return projectId(request)
        .compose(
            project -> {
              String list = "incidents " + project + " " + problem + " " + state;
              return queries
                  .incidents(project, problem, state, before(request, list), request.limit() + 1)
                  .map(
                      rows ->
                          Page.of(rows, request.limit())
                              .toAnswer(
                                  IncidentView::json, last -> cursors.encode(list, last.id())));
            });
  }

  private Future<Answer> show(long id) {
    return queries.incident(id).map(incident -> Answer.ok(incident.json()));
  }

  private Future<Answer> close(ApiRequest request) {
    long id = request.id("incident_id");
    return queries
        .incident(id)
        .compose(known -> commands.closeIncident(id, request.caller().name()))
        .compose(done -> show(id));
  }

  private Future<Answer> notifications(ApiRequest request) {
    Optional<Long> incident = request.number("incident");
    Optional<String> state = request.text("state");
    return projectId(request)
        .compose(
            project -> {
              String list = "notifications " + project + " " + incident + " " + state;
              return queries
                  .notifications(
                      project, incident, state, before(request, list), request.limit() + 1)
                  .map(
                      rows ->
                          Page.of(rows, request.limit())
                              .toAnswer(
                                  IncidentQueries.NotificationView::json,
                                  last -> cursors.encode(list, last.id())));
            });
  }

  private Future<Optional<Long>> projectId(ApiRequest request) {
    return projects.resolve(request.text("project")).map(project -> project.map(ProjectView::id));
  }

  private long before(ApiRequest request, String list) {
    return cursors
        .decode(list, request.text("cursor"))
        .map(position -> position[0])
        .orElse(Long.MAX_VALUE);
  }
}

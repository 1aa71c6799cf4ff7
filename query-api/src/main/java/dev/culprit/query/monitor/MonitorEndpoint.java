package dev.culprit.query.monitor;

import dev.culprit.query.http.Answer;
import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Cursors;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import dev.culprit.query.http.Page;
import dev.culprit.query.project.ProjectQueries;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;

/** Lists the monitors of a project. */
public final class MonitorEndpoint implements Endpoint {
  private final MonitorQueries queries;
  private final ProjectQueries projects;
  private final Cursors cursors;

  public MonitorEndpoint(Pool reader, ProjectQueries projects, Cursors cursors) {
    this.queries = new MonitorQueries(reader);
    this.projects = projects;
    this.cursors = cursors;
  }

  @Override
  public void register(Operations operations) {
    operations.on("listMonitors", this::list);
  }

  private Future<Answer> list(ApiRequest request) {
    return projects
        .resolve(request.pathText("project"))
        .compose(
            project -> {
              String list = "monitors " + project.id();
              long after =
                  cursors
                      .decode(list, request.text("cursor"))
                      .map(position -> position[0])
                      .orElse(0L);
              return queries
                  .list(project.id(), after, request.limit() + 1)
                  .map(
                      monitors ->
                          Page.of(monitors, request.limit())
                              .toAnswer(
                                  monitor -> monitor,
                                  last -> cursors.encode(list, last.getLong("id"))));
            });
  }
}

package dev.culprit.query.alert;

import dev.culprit.query.http.Cursors;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.project.ProjectQueries;
import io.grpc.Channel;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.List;

/** The operations on rules, channels, incidents and notifications, wired. */
public final class Alerts {
  private Alerts() {}

  public static List<Endpoint> endpoints(
      Vertx vertx, Pool reader, Channel alert, ProjectQueries projects, Cursors cursors) {
    AlertQueries queries = new AlertQueries(reader);
    AlertCommands commands = new AlertCommands(vertx, alert);
    return List.of(
        new RuleEndpoint(queries, commands, projects),
        new ChannelEndpoint(queries, commands, projects),
        new IncidentEndpoint(new IncidentQueries(reader), commands, projects, cursors));
  }
}

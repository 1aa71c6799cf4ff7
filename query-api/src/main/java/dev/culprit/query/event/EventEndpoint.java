package dev.culprit.query.event;

import dev.culprit.proto.grouping.v1.StoredPayload;
import dev.culprit.proto.grouping.v1.StoredStackTrace;
import dev.culprit.query.feedback.FeedbackQueries;
import dev.culprit.query.feedback.FeedbackView;
import dev.culprit.query.http.Answer;
import dev.culprit.query.http.ApiException;
import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Cursors;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import dev.culprit.query.http.Page;
import dev.culprit.query.project.ProjectQueries;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;

/** Lists a problem's events, shows one, and finds one by the id that its client gave it. */
public final class EventEndpoint implements Endpoint {
  private final EventQueries queries;
  private final EventBodies bodies;
  private final AttachmentQueries attachments;
  private final FeedbackQueries feedback;
  private final ProjectQueries projects;
  private final Cursors cursors;

  public EventEndpoint(
      Pool reader, FeedbackQueries feedback, ProjectQueries projects, Cursors cursors) {
    this.queries = new EventQueries(reader);
    this.bodies = new EventBodies(reader);
    this.attachments = new AttachmentQueries(reader);
    this.feedback = feedback;
    this.projects = projects;
    this.cursors = cursors;
  }

  @Override
  public void register(Operations operations) {
    operations
        .on("listEvents", this::list)
        .on("findEvents", this::findByClientId)
        .on("getEvent", this::show);
  }

  private Future<Answer> list(ApiRequest request) {
    long problemId = request.id("problem_id");
    Optional<String> environment = request.text("environment");
    Optional<String> release = request.text("release");
    String list = "events " + problemId + " " + environment + " " + release;
    long before =
        cursors
            .decode(list, request.text("cursor"))
            .map(position -> position[0])
            .orElse(Long.MAX_VALUE);
    return queries
        .problemExists(problemId)
        .compose(
            exists ->
                exists
                    ? queries.list(problemId, environment, release, before, request.limit() + 1)
                    : Future.failedFuture(ApiException.notFound("problem " + problemId)))
        .compose(rows -> page(list, Page.of(rows, request.limit())));
  }

  private Future<Answer> page(String list, Page<EventRow> page) {
    return queries
        .withPayload(page.entries().stream().map(EventRow::id).toList())
        .map(
            kept ->
                page.toAnswer(
                    event -> event.toJson(kept.contains(event.id())),
                    last -> cursors.encode(list, last.id())));
  }

  private Future<Answer> findByClientId(ApiRequest request) {
    String clientEventId = request.text("client_event_id", "");
    return projects
        .resolve(request.pathText("project"))
        .compose(project -> queries.findByUid(project.id(), EventUid.of(clientEventId)))
        .compose(rows -> page("found events", new Page<>(rows, false)));
  }

  private Future<Answer> show(ApiRequest request) {
    return queries.find(request.id("event_id")).compose(this::whole).map(Answer::ok);
  }

  private Future<JsonObject> whole(EventQueries.StoredEvent stored) {
    Future<EventQueries.Neighbours> neighbours = queries.neighbours(stored.row());
    Future<StoredPayload> payload = bodies.payload(stored.payload(), stored.dictionaryId());
    Future<JsonArray> files = attachments.list(stored.row().id());
    Future<List<FeedbackView>> told = feedback.ofEvent(stored.row().id());
    return Future.all(List.of(neighbours, payload, files, told))
        .map(
            all -> {
              StoredStackTrace trace = bodies.stackTrace(stored.stackTrace());
              JsonArray exceptions = StackJson.of(payload.result(), trace, stored.problemTitle());
              JsonObject json =
                  stored
                      .row()
                      .toJson(stored.payload() != null)
                      .put("previous_event_id", neighbours.result().previous())
                      .put("next_event_id", neighbours.result().next())
                      .put("attachments", files.result())
                      .put(
                          "feedback",
                          new JsonArray(told.result().stream().map(FeedbackView::toJson).toList()));
              return EventJson.add(json, payload.result().getEvent(), exceptions);
            });
  }
}

package dev.culprit.query.problem;

import dev.culprit.query.account.UserDirectory;
import dev.culprit.query.diagnosis.HistoryDiagnoses;
import dev.culprit.query.diagnosis.HistoryDiagnosis;
import dev.culprit.query.gateway.ProblemTraits;
import dev.culprit.query.gateway.TraitQueries;
import dev.culprit.query.grouping.CorrectionQueries;
import dev.culprit.query.http.Answer;
import dev.culprit.query.http.ApiException;
import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Cursors;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import dev.culprit.query.http.Page;
import dev.culprit.query.project.ProjectQueries;
import dev.culprit.query.project.ProjectView;
import io.grpc.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Lists, shows and changes problems. */
public final class ProblemEndpoint implements Endpoint {
  private static final long[] BEGINNING = {};
  private static final long[] EMPTY_SPARKLINE = new long[24];

  private final ProblemQueries queries;
  private final TraitQueries traits;
  private final HistoryDiagnoses diagnoses;
  private final CorrectionQueries corrections;
  private final ProblemCommands commands;
  private final ProjectQueries projects;
  private final UserDirectory people;
  private final Cursors cursors;
  private final Clock clock;

  public ProblemEndpoint(
      Vertx vertx,
      Pool reader,
      Channel grouping,
      ProjectQueries projects,
      UserDirectory people,
      Cursors cursors,
      Clock clock) {
    this.queries = new ProblemQueries(reader);
    this.traits = new TraitQueries(reader);
    this.diagnoses = new HistoryDiagnoses(reader, clock);
    this.corrections = new CorrectionQueries(reader);
    this.commands = new ProblemCommands(vertx, grouping);
    this.projects = projects;
    this.people = people;
    this.cursors = cursors;
    this.clock = clock;
  }

  @Override
  public void register(Operations operations) {
    operations
        .on("listProblems", this::list)
        .on("getProblem", request -> detail(request.id("problem_id")))
        .on("updateProblem", this::update)
        .on("deleteProblem", this::delete)
        .on("changeProblems", this::change);
  }

  private Future<Answer> list(ApiRequest request) {
    return projects
        .resolve(request.pathText("project"))
        .compose(
            project -> {
              ProblemFilter filter = ProblemFilter.of(project.id(), request);
              long[] after =
                  cursors.decode(filter.listName(), request.text("cursor")).orElse(BEGINNING);
              return queries
                  .list(filter, after, request.limit() + 1)
                  .compose(
                      rows ->
                          page(
                              filter,
                              Page.of(rows, request.limit()),
                              request.text("include").isPresent()));
            });
  }

  private Future<Answer> page(
      ProblemFilter filter, Page<ProblemView> page, boolean withSparklines) {
    List<Long> ids = page.entries().stream().map(ProblemView::id).toList();
    Future<Map<Long, JsonObject>> assignees = assignees(page.entries());
    Future<Map<Long, long[]>> sparklines =
        withSparklines && !ids.isEmpty()
            ? queries.sparklines(filter.projectId(), ids, clock.instant())
            : Future.succeededFuture(Map.of());
    Future<Map<Long, ProblemTraits>> known = traits.of(ids);
    return Future.all(assignees, sparklines, known)
        .map(
            both ->
                page.toAnswer(
                    problem -> {
                      JsonObject json =
                          problem.toJson(assignees.result(), traitsOf(problem, known.result()));
                      return withSparklines
                          ? json.put(
                              "sparkline",
                              array(
                                  sparklines.result().getOrDefault(problem.id(), EMPTY_SPARKLINE)))
                          : json;
                    },
                    last ->
                        cursors.encode(filter.listName(), filter.sort().keyOf(last), last.id())));
  }

  private Future<Map<Long, JsonObject>> assignees(List<ProblemView> problems) {
    return people.find(
        problems.stream()
            .map(ProblemView::assigneeId)
            .filter(Objects::nonNull)
            .distinct()
            .toList());
  }

  private Future<Answer> detail(long id) {
    return queries.find(id).compose(this::detail);
  }

  private Future<Answer> detail(ProblemView problem) {
    Future<Map<Long, JsonObject>> assignees = assignees(List.of(problem));
    Future<ProjectView> project = projects.resolve(String.valueOf(problem.projectId()));
    Future<JsonArray> environments = queries.environments(problem);
    Future<JsonArray> releases = queries.releases(problem);
    Future<JsonArray> history = queries.history(problem.id());
    Future<Map<Long, ProblemTraits>> known = traits.of(List.of(problem.id()));
    Future<Optional<JsonObject>> diagnosis =
        known.compose(found -> diagnosis(problem, traitsOf(problem, found)));
    Future<JsonObject> corrected = corrections.of(problem.id());
    return Future.all(
            List.of(
                assignees, project, environments, releases, history, known, diagnosis, corrected))
        .map(
            all ->
                Answer.ok(
                    problem
                        .toJson(assignees.result(), traitsOf(problem, known.result()))
                        .put("project", project.result().toReference())
                        .put("environments", environments.result())
                        .put("releases", releases.result())
                        .put("history", history.result())
                        .put("history_diagnosis", diagnosis.result().orElse(null))
                        .mergeIn(corrected.result())));
  }

  private static ProblemTraits traitsOf(ProblemView problem, Map<Long, ProblemTraits> known) {
    return known.getOrDefault(problem.id(), ProblemTraits.NONE);
  }

  private Future<Optional<JsonObject>> diagnosis(ProblemView problem, ProblemTraits traits) {
    return diagnoses
        .of(problem.projectId(), problem.id(), problem.firstSeen().toInstant(), traits)
        .map(found -> found.map(HistoryDiagnosis::toJson));
  }

  private Future<Answer> update(ApiRequest request) {
    long id = request.id("problem_id");
    return withAssignee(request.body())
        .compose(body -> commands.update(List.of(id), body, request.caller()))
        .compose(
            outcome -> {
              requireKnown(id, outcome);
              return detail(id);
            });
  }

  private Future<Answer> delete(ApiRequest request) {
    long id = request.id("problem_id");
    return commands
        .delete(List.of(id), request.caller())
        .map(
            outcome -> {
              requireKnown(id, outcome);
              return Answer.noContent();
            });
  }

  private static void requireKnown(long id, ProblemCommands.Outcome outcome) {
    if (!outcome.unknown().isEmpty()) {
      throw ApiException.notFound("problem " + id);
    }
  }

  private Future<Answer> change(ApiRequest request) {
    JsonObject body = request.body();
    List<Long> ids =
        body.getJsonArray("problem_ids").stream()
            .map(id -> ((Number) id).longValue())
            .distinct()
            .toList();
    boolean deletes = body.getBoolean("delete", false);
    if (deletes == body.containsKey("update")) {
      return Future.failedFuture(ApiException.invalid("body", "", "give either update or delete"));
    }
    Future<ProblemCommands.Outcome> outcome =
        deletes
            ? commands.delete(ids, request.caller())
            : withAssignee(body.getJsonObject("update"))
                .compose(update -> commands.update(ids, update, request.caller()));
    return outcome.map(
        done ->
            Answer.ok(
                new JsonObject()
                    .put("changed_ids", new JsonArray(List.copyOf(done.changed())))
                    .put("unknown_ids", new JsonArray(List.copyOf(done.unknown())))));
  }

  /** Grouping does not know the accounts, so whether the assignee exists is checked here. */
  private Future<JsonObject> withAssignee(JsonObject update) {
    Long assignee = update.getLong("assignee_id");
    if (assignee == null) {
      return Future.succeededFuture(update);
    }
    return people
        .find(List.of(assignee))
        .map(
            found -> {
              if (!found.containsKey(assignee)) {
                throw ApiException.unprocessable("assignee_id: there is no user " + assignee);
              }
              return update;
            });
  }

  private static JsonArray array(long[] counts) {
    JsonArray array = new JsonArray();
    for (long count : counts) {
      array.add(count);
    }
    return array;
  }
}

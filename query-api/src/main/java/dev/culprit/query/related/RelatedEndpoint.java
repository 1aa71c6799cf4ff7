package dev.culprit.query.related;

import dev.culprit.query.diagnosis.HistoryDiagnoses;
import dev.culprit.query.diagnosis.HistoryDiagnosis;
import dev.culprit.query.diagnosis.ProblemTimes;
import dev.culprit.query.gateway.ProblemTraits;
import dev.culprit.query.gateway.TraitQueries;
import dev.culprit.query.http.Answer;
import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import dev.culprit.query.http.Times;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an application reported while a gateway failed, and the other way round: joined exactly
 * where both know the request, else by what they have in common and the time.
 */
public final class RelatedEndpoint implements Endpoint {
  private static final int MOST_PROBLEMS = 50;

  private final RelatedQueries queries;
  private final TraitQueries traits;
  private final ProblemTimes times;
  private final HistoryDiagnoses diagnoses;

  public RelatedEndpoint(Pool reader, Clock clock) {
    this.queries = new RelatedQueries(reader);
    this.traits = new TraitQueries(reader);
    this.times = new ProblemTimes(reader);
    this.diagnoses = new HistoryDiagnoses(reader, clock);
  }

  @Override
  public void register(Operations operations) {
    operations
        .on("getRelatedToProblem", this::ofProblem)
        .on(
            "getRelatedToEvent",
            request -> queries.event(request.id("event_id")).compose(this::ofEvent));
  }

  private Future<Answer> ofProblem(ApiRequest request) {
    Optional<Instant> asked = request.text("at").map(text -> Times.parameter("at", text));
    return queries
        .problem(request.id("problem_id"))
        .compose(
            subject -> {
              Future<ProblemTraits> own =
                  traits
                      .of(List.of(subject.problemId()))
                      .map(all -> all.getOrDefault(subject.problemId(), ProblemTraits.NONE));
              Future<Instant> at =
                  asked
                      .map(Future::succeededFuture)
                      .orElseGet(
                          () ->
                              times
                                  .minutes(subject.projectId(), subject.problemId())
                                  .map(all -> ProblemTimes.startedAt(all, subject.firstSeen())));
              return Future.all(own, at)
                  .compose(both -> ofProblem(subject, own.result(), at.result()));
            })
        .map(Answer::ok);
  }

  private Future<JsonObject> ofProblem(
      RelatedQueries.Subject subject, ProblemTraits own, Instant at) {
    Future<List<RelatedProblem>> byTime =
        own.isOfGateway() ? queries.applications(subject, at) : queries.gateways(subject);
    Future<List<RelatedProblem>> linked = queries.linked(subject);
    Future<List<RelatedProblem>> siblings =
        own.isOfGateway() ? queries.siblings(subject) : Future.succeededFuture(List.of());
    Future<List<JsonObject>> releases = queries.releases(subject, at);
    Future<Optional<HistoryDiagnosis>> diagnosis =
        diagnoses.of(subject.projectId(), subject.problemId(), subject.firstSeen(), own);
    return Future.all(byTime, linked, siblings, releases, diagnosis)
        .compose(
            all -> {
              List<RelatedProblem> problems = merged(byTime.result(), linked.result());
              return traits
                  .of(ids(problems, siblings.result()))
                  .map(
                      known ->
                          new JsonObject()
                              .put("started_at", at.toString())
                              .put("problems", json(problems, known))
                              .put("siblings", json(siblings.result(), known))
                              .put("releases", new JsonArray(releases.result()))
                              .put(
                                  "history_diagnosis",
                                  diagnosis.result().map(HistoryDiagnosis::toJson).orElse(null)));
            });
  }

  private Future<Answer> ofEvent(RelatedQueries.Occurrence event) {
    Future<List<JsonObject>> links = queries.linkedEvents(event);
    Future<List<RelatedProblem>> gateways = queries.gateways(event);
    return Future.all(links, gateways)
        .compose(
            both -> {
              List<RelatedProblem> sorted =
                  gateways.result().stream().sorted(RelatedProblem.ORDER).toList();
              return traits
                  .of(ids(sorted, List.of()))
                  .map(
                      known ->
                          Answer.ok(
                              new JsonObject()
                                  .put("events", new JsonArray(links.result()))
                                  .put("gateway_problems", json(sorted, known))));
            });
  }

  private static List<RelatedProblem> merged(
      List<RelatedProblem> byTime, List<RelatedProblem> linked) {
    Map<Long, RelatedProblem> problems = new LinkedHashMap<>();
    byTime.forEach(problem -> problems.put(problem.id(), problem));
    linked.forEach(problem -> problems.merge(problem.id(), problem, RelatedProblem::with));
    return problems.values().stream().sorted(RelatedProblem.ORDER).limit(MOST_PROBLEMS).toList();
  }

  private static Set<Long> ids(
      Collection<RelatedProblem> problems, Collection<RelatedProblem> others) {
    Set<Long> ids = new HashSet<>();
    problems.forEach(problem -> ids.add(problem.id()));
    others.forEach(problem -> ids.add(problem.id()));
    return ids;
  }

  private static JsonArray json(List<RelatedProblem> problems, Map<Long, ProblemTraits> traits) {
    JsonArray json = new JsonArray();
    for (RelatedProblem problem : problems) {
      json.add(problem.toJson(traits.getOrDefault(problem.id(), ProblemTraits.NONE)));
    }
    return json;
  }
}

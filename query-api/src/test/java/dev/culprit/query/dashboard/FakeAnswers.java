package dev.culprit.query.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the fake API answers to each operation of the contract. */
final class FakeAnswers {
  static final String VALIDATED = "validated";

  private final Map<String, Function<RoutingContext, JsonObject>> answers = new HashMap<>();
  private final GroupingAnswers grouping = new GroupingAnswers();
  private volatile String problemStatus = "unresolved";

  FakeAnswers() {
    fillAnswers();
  }

  /** Null stands for no content, or for a request that was refused already. */
  JsonObject to(String operation, RoutingContext context) {
    Function<RoutingContext, JsonObject> answer = answers.get(operation);
    return answer == null ? null : answer.apply(context);
  }

  GroupingAnswers grouping() {
    return grouping;
  }

  private void fillAnswers() {
    answers.put(
        "getSession",
        context ->
            Fixtures.read(context.<Boolean>get("signedIn") ? "session" : "session-anonymous"));
    answers.put("createSession", this::signIn);
    answers.put("listUsers", context -> Fixtures.read("users"));
    answers.put("listApiKeys", context -> Fixtures.read("api-keys"));
    answers.put(
        "createApiKey",
        context ->
            new JsonObject()
                .put("api_key", first("api-keys"))
                .put("secret", "culprit_" + "5a".repeat(20)));
    answers.put("revokeApiKey", context -> first("api-keys"));
    answers.put("createUser", context -> first("users"));
    answers.put("getOverview", context -> Fixtures.read("overview"));
    answers.put("listProjects", context -> Fixtures.read("projects"));
    answers.put("getProject", FakeAnswers::project);
    answers.put("updateProject", FakeAnswers::project);
    answers.put(
        "createProject",
        context ->
            new JsonObject()
                .put("project", first("projects"))
                .put("key", first("keys"))
                .put("key_secret", "4be07a".repeat(5) + "99")
                .put("dsn", "http://" + "4be07a".repeat(5) + "99@localhost:4318/1"));
    answers.put("getProjectFacets", context -> Fixtures.read("facets"));
    answers.put("listIngestionKeys", context -> Fixtures.read("keys"));
    answers.put(
        "createIngestionKey",
        context ->
            new JsonObject()
                .put("key", first("keys"))
                .put("key_secret", "9f31c2".repeat(5) + "07")
                .put("dsn", "http://" + "9f31c2".repeat(5) + "07@localhost:4318/1"));
    answers.put("revokeIngestionKey", context -> first("keys"));
    answers.put("listProblems", FakeAnswers::problems);
    answers.put("changeProblems", FakeAnswers::bulk);
    answers.put("getProblem", this::problem);
    answers.put("updateProblem", this::updateProblem);
    answers.put("listEvents", context -> Fixtures.read("events"));
    answers.put("getEvent", FakeAnswers::event);
    GatewayAnswers.addTo(answers);
    grouping.addTo(answers);
    answers.put("listProblemFeedback", context -> Fixtures.read("feedback"));
    answers.put("listProjectFeedback", context -> Fixtures.read("feedback"));
    answers.put("listReleases", context -> Fixtures.read("releases"));
    answers.put("listMonitors", context -> Fixtures.read("monitors"));
    answers.put("getLostEvents", context -> Fixtures.read("lost-events"));
    answers.put("getProblemRate", FakeAnswers::rate);
    answers.put("getProjectRate", FakeAnswers::rate);
    answers.put("listIncidents", FakeAnswers::incidents);
    answers.put("getIncident", FakeAnswers::incident);
    answers.put(
        "closeIncident",
        context -> Fixtures.read("incidents").getJsonArray("data").getJsonObject(2));
    answers.put("listNotifications", context -> Fixtures.read("notifications"));
    answers.put("listAlertRules", context -> Fixtures.read("rules"));
    answers.put("getAlertRule", context -> byId("rules", path(context, "rule_id").getLong()));
    answers.put("createAlertRule", context -> first("rules"));
    answers.put("updateAlertRule", context -> first("rules"));
    answers.put("listChannels", context -> Fixtures.read("channels"));
    answers.put("getChannel", context -> byId("channels", path(context, "channel_id").getLong()));
    answers.put(
        "createChannel",
        context ->
            new JsonObject()
                .put("channel", first("channels"))
                .put("generated_secret", "whsec_" + "3c".repeat(16)));
    answers.put("updateChannel", context -> first("channels"));
    answers.put(
        "testChannel",
        context ->
            new JsonObject()
                .put("delivered", true)
                .put("detail", "204 No Content from hooks.example.org in 84 ms"));
  }

  private JsonObject signIn(RoutingContext context) {
    JsonObject login = validated(context).getBody().getJsonObject();
    if (!FakeApi.PASSWORD.equals(login.getString("password"))) {
      FakeApi.problem(context, 401, "invalid_credentials", "E-mail address or password is wrong.");
      return null;
    }
    context.response().putHeader("Set-Cookie", FakeApi.COOKIE + "; HttpOnly; SameSite=Lax; Path=/");
    return Fixtures.read("session");
  }

  private JsonObject problem(RoutingContext context) {
    long id = path(context, "problem_id").getLong();
    if (id == 404) {
      FakeApi.problem(context, 404, "not_found", "There is no such problem.");
      return null;
    }
    boolean isOfGateway = id == GatewayAnswers.PROBLEM || id == GatewayAnswers.FORGED;
    JsonObject problem = isOfGateway ? GatewayAnswers.problem(id) : Fixtures.read("problem");
    return grouping.corrected(problem.put("status", problemStatus).put("id", id));
  }

  private static JsonObject event(RoutingContext context) {
    long id = path(context, "event_id").getLong();
    if (id == GatewayAnswers.EVENT) {
      return Fixtures.read("event-gateway");
    }
    return Fixtures.read(id % 2 == 0 ? "event" : "event-sampled");
  }

  private JsonObject updateProblem(RoutingContext context) {
    problemStatus = validated(context).getBody().getJsonObject().getString("status", problemStatus);
    return Fixtures.read("problem").put("status", problemStatus);
  }

  private static JsonObject project(RoutingContext context) {
    String slug = path(context, "project").getString();
    return Fixtures.read("projects").getJsonArray("data").stream()
        .map(JsonObject.class::cast)
        .filter(project -> project.getString("slug").equals(slug))
        .findFirst()
        .orElseGet(() -> first("projects"));
  }

  private static JsonObject problems(RoutingContext context) {
    Map<String, RequestParameter> query = validated(context).getQuery();
    JsonObject nothing = new JsonObject().put("data", new JsonArray()).putNull("next_cursor");
    String status =
        query.containsKey("status") ? query.get("status").getString("unresolved") : "unresolved";
    if (path(context, "project").getString().equals("empty") || status.equals("ignored")) {
      return nothing;
    }
    if (query.containsKey("cursor") && query.get("cursor").getString() != null) {
      return Fixtures.read("problems-more");
    }
    JsonObject page = Fixtures.read(status.equals("resolved") ? "problems-resolved" : "problems");
    String words = query.containsKey("query") ? query.get("query").getString("") : "";
    List<Object> matching =
        page.getJsonArray("data").stream().filter(row -> row.toString().contains(words)).toList();
    return words.isEmpty() ? page : nothing.put("data", new JsonArray(matching));
  }

  private static JsonObject bulk(RoutingContext context) {
    JsonArray ids = validated(context).getBody().getJsonObject().getJsonArray("problem_ids");
    return new JsonObject().put("changed_ids", ids).put("unknown_ids", new JsonArray());
  }

  private static JsonObject incidents(RoutingContext context) {
    Map<String, RequestParameter> query = validated(context).getQuery();
    JsonObject page = Fixtures.read("incidents");
    String state = query.containsKey("state") ? query.get("state").getString("") : "";
    List<Object> matching =
        page.getJsonArray("data").stream()
            .filter(row -> state.isEmpty() || ((JsonObject) row).getString("state").equals(state))
            .toList();
    return page.put("data", new JsonArray(matching));
  }

  private static JsonObject incident(RoutingContext context) {
    long id = path(context, "incident_id").getLong();
    return Fixtures.read("incidents").getJsonArray("data").stream()
        .map(JsonObject.class::cast)
        .filter(incident -> incident.getLong("id") == id)
        .findFirst()
        .orElseGet(() -> first("incidents"));
  }

  private static JsonObject rate(RoutingContext context) {
    String bucket = context.queryParams().get("bucket");
    Duration step =
        bucket.equals("minute")
            ? Duration.ofMinutes(1)
            : bucket.equals("hour") ? Duration.ofHours(1) : Duration.ofDays(1);
    String end = context.queryParams().get("to");
    Instant to = end == null ? Instant.now() : Instant.parse(end);
    Instant from = Instant.parse(context.queryParams().get("from"));
    long seconds = step.toSeconds();
    JsonArray data = new JsonArray();
    long total = 0;
    for (long at = from.getEpochSecond() / seconds * seconds;
        at < to.getEpochSecond();
        at += seconds) {
      long age = Instant.now().getEpochSecond() - at;
      long noise = Math.floorMod(at * 2654435761L, 1000);
      long count = (age > 120 && age < 2400 ? 60 + noise / 20 : noise / 120) * seconds / 60;
      total += count;
      data.add(
          new JsonObject().put("at", Instant.ofEpochSecond(at).toString()).put("count", count));
    }
    return new JsonObject()
        .put("bucket", bucket)
        .put("from", from.toString())
        .put("to", to.toString())
        .put("total", total)
        .put("data", data);
  }

  private static ValidatedRequest validated(RoutingContext context) {
    return context.get(VALIDATED);
  }

  private static RequestParameter path(RoutingContext context, String name) {
    return validated(context).getPathParameters().get(name);
  }

  private static JsonObject first(String fixture) {
    return Fixtures.read(fixture).getJsonArray("data").getJsonObject(0);
  }

  private static JsonObject byId(String fixture, long id) {
    return Fixtures.read(fixture).getJsonArray("data").stream()
        .map(JsonObject.class::cast)
        .filter(entry -> entry.getLong("id") == id)
        .findFirst()
        .orElseThrow();
  }
}

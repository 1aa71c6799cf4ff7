package dev.culprit.query.dashboard;

import dev.culprit.query.reference.ReferenceText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.validation.ValidatedRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the fake API tells of gateways; the reference is the one that ships. */
final class GatewayAnswers {
  static final long PROBLEM = 1077;

  /** Its upstream's name would run a command where it is pasted. */
  static final long FORGED = 1079;

  static final long EVENT = 217020897042004L;

  private static final List<String> ONLY_IN_DETAIL =
      List.of(
          "environments",
          "releases",
          "history",
          "history_diagnosis",
          "merged_into",
          "merged_problems",
          "looks_like",
          "split_by",
          "moving_events");

  private GatewayAnswers() {}

  static void addTo(Map<String, Function<RoutingContext, JsonObject>> answers) {
    ReferenceText reference = new ReferenceText();
    answers.put("listCauses", context -> reference.causes());
    answers.put("getCause", context -> reference.cause(path(context, "code")));
    answers.put("listHttpErrors", context -> reference.errors());
    answers.put("getHttpError", context -> httpError(reference, path(context, "status")));
    answers.put("getRelatedToEvent", context -> Fixtures.read("event-related"));
    answers.put("getRelatedToProblem", GatewayAnswers::related);
    answers.put("getGatewayRate", GatewayAnswers::rate);
    answers.put("getGatewayBreakdown", GatewayAnswers::breakdown);
  }

  static JsonObject problem(long id) {
    JsonObject problem = Fixtures.read("problem-gateway");
    return id == FORGED
        ? problem.put("upstream", "10.0.0.5;reboot:9000").putNull("last_event_id")
        : problem;
  }

  private static JsonObject httpError(ReferenceText reference, String status) {
    JsonObject problem = Fixtures.read("problem-gateway");
    for (String more : ONLY_IN_DETAIL) {
      problem.remove(more);
    }
    JsonObject project = (JsonObject) problem.remove("project");
    JsonArray problems = new JsonArray();
    JsonArray projects = new JsonArray();
    if (status.equals("502")) {
      problems.add(new JsonObject().put("problem", problem).put("project", project));
      projects.add(new JsonObject().put("project", project).put("open_problems", 1));
    }
    return reference
        .error(Integer.parseInt(status))
        .put("open_problems", problems.size())
        .put("projects", projects)
        .put("problems", problems);
  }

  private static JsonObject related(RoutingContext context) {
    JsonObject related = Fixtures.read("related");
    return path(context, "problem_id").equals(String.valueOf(PROBLEM))
        ? related
        : related
            .put("problems", new JsonArray())
            .put("siblings", new JsonArray())
            .put("releases", new JsonArray());
  }

  private static JsonObject rate(RoutingContext context) {
    Instant from = Instant.parse(context.queryParams().get("from"));
    ChronoUnit unit = unit(context);
    Instant now = Instant.now();
    boolean isEmpty = path(context, "project").equals("empty");
    JsonArray data = new JsonArray();
    long requests = 0;
    long failed = 0;
    for (Instant at = from.truncatedTo(unit); at.isBefore(now); at = at.plus(1, unit)) {
      long age = ChronoUnit.MINUTES.between(at, now);
      long here = isEmpty ? 0 : 400 + Math.floorMod(at.getEpochSecond() / 60 * 2654435761L, 200);
      long errors = age < 60 ? here / 8 : here / 400;
      data.add(counts(here, errors).put("at", at.toString()));
      requests += here;
      failed += errors;
    }
    return window(context, from, now).put("total", counts(requests, failed)).put("data", data);
  }

  private static JsonObject breakdown(RoutingContext context) {
    String by = context.queryParams().get("by");
    Instant from = Instant.parse(context.queryParams().get("from"));
    JsonArray data = new JsonArray();
    if (!path(context, "project").equals("empty")) {
      data.add(row(by.equals("route") ? "/orders/{id}" : "10.0.0.5:9000", 8000, 900, from));
      data.add(
          row(
              by.equals("route") ? "/a-very-long-route/that-goes-on/{id}" : "shop.example",
              9000,
              12,
              from));
      data.add(row("", 300, 0, from));
    }
    return window(context, from, Instant.now())
        .put("by", by)
        .put("is_cut", false)
        .put("data", data);
  }

  private static JsonObject row(String value, long requests, long errors, Instant from) {
    JsonObject slice =
        new JsonObject()
            .put("at", from.toString())
            .put("requests", requests)
            .put("server_errors", errors);
    return counts(requests, errors).put("value", value).put("series", new JsonArray().add(slice));
  }

  private static JsonObject counts(long requests, long errors) {
    return new JsonObject()
        .put("requests", requests)
        .put("client_errors", requests / 50)
        .put("server_errors", errors)
        .put("gateway_errors", errors / 2)
        .put("share", requests == 0 ? null : (double) errors / requests)
        .put("mean_duration_ms", requests == 0 ? null : 21.5);
  }

  private static JsonObject window(RoutingContext context, Instant from, Instant to) {
    return new JsonObject()
        .put("bucket", context.queryParams().get("bucket"))
        .put("from", from.toString())
        .put("to", to.toString());
  }

  private static ChronoUnit unit(RoutingContext context) {
    return switch (context.queryParams().get("bucket")) {
      case "minute" -> ChronoUnit.MINUTES;
      case "hour" -> ChronoUnit.HOURS;
      default -> ChronoUnit.DAYS;
    };
  }

  private static String path(RoutingContext context, String name) {
    ValidatedRequest validated = context.get(FakeAnswers.VALIDATED);
    return validated.getPathParameters().get(name).get().toString();
  }
}

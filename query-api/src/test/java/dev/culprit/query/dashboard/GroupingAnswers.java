package dev.culprit.query.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** A small grouping that remembers what people corrected and set. */
final class GroupingAnswers {
  static final long PROBLEM = 1042;
  static final long MERGED = 1012;

  /** The problem that anything moved out becomes. */
  static final long MADE = 1099;

  static final String UNREADABLE = "broken";

  private final Map<Long, Long> mergedInto = new ConcurrentSkipListMap<>(Map.of(MERGED, PROBLEM));
  private final Set<Long> dismissed = ConcurrentHashMap.newKeySet();
  private final Map<Long, String> splits = new ConcurrentHashMap<>();
  private final AtomicInteger moving = new AtomicInteger();
  private final AtomicReference<JsonObject> lastMoved = new AtomicReference<>();
  private final AtomicReference<JsonObject> settings = new AtomicReference<>();

  void addTo(Map<String, Function<RoutingContext, JsonObject>> answers) {
    answers.put("mergeProblems", this::merge);
    answers.put("unmergeProblem", this::unmerge);
    answers.put("listFingerprints", context -> Fixtures.read("fingerprints"));
    answers.put("moveOut", this::moveOut);
    answers.put("splitProblem", this::split);
    answers.put("undoSplit", this::undoSplit);
    answers.put("dismissLikeness", this::dismiss);
    answers.put("explainEvent", GroupingAnswers::explain);
    answers.put("getGrouping", this::grouping);
    answers.put("updateGrouping", this::update);
    answers.put("tryGrouping", this::attempt);
  }

  /** Each reading of a problem finds a third of the events arrived. */
  void moveEvents() {
    moving.set(1200);
  }

  JsonObject lastMoved() {
    return lastMoved.get();
  }

  /** As if somebody else had saved. */
  void saveBehindTheBack() {
    settings.set(settings().put("revision", settings().getLong("revision") + 1));
  }

  JsonObject settings() {
    JsonObject saved = settings.get();
    return saved == null ? Fixtures.read("grouping").getJsonObject("settings") : saved.copy();
  }

  /** The problem with what was corrected about it. */
  JsonObject corrected(JsonObject problem) {
    long id = problem.getLong("id");
    Long into = mergedInto.get(id);
    if (into != null) {
      problem.put("status", "merged").put("merged_into", into);
    }
    JsonArray merged = new JsonArray();
    mergedInto.forEach(
        (source, target) -> {
          if (target == id) {
            merged.add(named(source).put("occurrence_count", 31));
          }
        });
    JsonArray alike = new JsonArray();
    if (id == PROBLEM) {
      for (long other : new long[] {1057, 1031}) {
        if (!dismissed.contains(other) && !mergedInto.containsKey(other)) {
          alike.add(named(other).put("likeness", other == 1057 ? 0.8412 : 0.66));
        }
      }
    }
    return problem
        .put("merged_problems", merged)
        .put("looks_like", alike)
        .put("split_by", splits.get(id))
        .put("moving_events", moving.getAndUpdate(left -> Math.max(0, left - 400)));
  }

  private JsonObject merge(RoutingContext context) {
    long target = id(context, "problem_id");
    body(context)
        .getJsonArray("problem_ids")
        .forEach(source -> mergedInto.put(((Number) source).longValue(), target));
    return counted(target);
  }

  private JsonObject unmerge(RoutingContext context) {
    long id = id(context, "problem_id");
    Long from = mergedInto.remove(id);
    if (from == null) {
      FakeApi.problem(context, 409, "conflict", "problem " + id + " is not merged");
      return null;
    }
    return counted(id).put("from_id", from);
  }

  private JsonObject moveOut(RoutingContext context) {
    lastMoved.set(body(context));
    return counted(MADE);
  }

  private JsonObject split(RoutingContext context) {
    long id = id(context, "problem_id");
    splits.put(id, body(context).getString("attribute"));
    JsonObject kept = counted(id).put("value", "acme");
    JsonObject rest = counted(MADE).put("value", "");
    kept.remove("moving_events");
    rest.remove("moving_events");
    return new JsonObject()
        .put("parts", new JsonArray().add(kept).add(rest))
        .put("moving_events", 0);
  }

  private JsonObject undoSplit(RoutingContext context) {
    long id = id(context, "problem_id");
    splits.remove(id);
    return counted(id);
  }

  private JsonObject dismiss(RoutingContext context) {
    dismissed.add(id(context, "other_id"));
    return null;
  }

  private static JsonObject explain(RoutingContext context) {
    JsonObject explanation = Fixtures.read("event-grouping");
    String other = context.queryParams().get("compare_to");
    if ("404".equals(other)) {
      FakeApi.problem(context, 404, "not_found", "there is no problem 404");
      return null;
    }
    return "1057".equals(other) ? explanation : explanation.putNull("difference");
  }

  private JsonObject grouping(RoutingContext context) {
    JsonObject grouping = Fixtures.read("grouping");
    if (context.request().path().contains("/projects/empty/")) {
      JsonObject first =
          grouping.getJsonArray("changes").getJsonObject(1).getJsonObject("settings");
      return grouping
          .put("settings", first.put("version", 2).put("revision", 0).putNull("updated_at"))
          .put("changes", new JsonArray());
    }
    JsonObject saved = settings.get();
    if (saved == null) {
      return grouping;
    }
    grouping.getJsonArray("changes").add(0, change(saved));
    return grouping.put("settings", saved);
  }

  private static JsonObject change(JsonObject saved) {
    return new JsonObject()
        .put("revision", saved.getLong("revision"))
        .put("at", saved.getString("updated_at"))
        .put("user_id", 1)
        .put("actor_name", "Ada Keller")
        .put("settings", saved);
  }

  private JsonObject update(RoutingContext context) {
    JsonObject wanted = body(context);
    JsonObject now = settings();
    if (isRefused(context, wanted)) {
      return null;
    }
    long expected = ((Number) wanted.remove("expected_revision")).longValue();
    if (now.getLong("revision") != expected) {
      FakeApi.problem(context, 409, "stale_revision", "the settings were changed meanwhile");
      return null;
    }
    JsonObject saved = now.mergeIn(wanted).put("revision", now.getLong("revision") + 1);
    settings.set(saved);
    return saved;
  }

  private JsonObject attempt(RoutingContext context) {
    return isRefused(context, body(context)) ? null : Fixtures.read("grouping-trial");
  }

  private static boolean isRefused(RoutingContext context, JsonObject wanted) {
    String[] lines = wanted.getString("rules").split("\n");
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].contains(UNREADABLE)) {
        String detail = "line " + (i + 1) + ", column 1: The arrow -> is missing.";
        JsonObject error =
            new JsonObject().put("in", "body").put("name", "rules").put("detail", detail);
        FakeApi.problem(
            context, 422, "unprocessable", "rules: " + detail, new JsonArray().add(error));
        return true;
      }
    }
    return false;
  }

  private static JsonObject counted(long id) {
    return new JsonObject()
        .put("problem_id", id)
        .put("occurrence_count", 40)
        .put("moving_events", 0);
  }

  private static JsonObject named(long id) {
    return new JsonObject().put("id", id).put("title", "Problem <b>" + id + "</b>");
  }

  private static JsonObject body(RoutingContext context) {
    return context.<ValidatedRequest>get(FakeAnswers.VALIDATED).getBody().getJsonObject().copy();
  }

  private static long id(RoutingContext context, String name) {
    return context
        .<ValidatedRequest>get(FakeAnswers.VALIDATED)
        .getPathParameters()
        .get(name)
        .getLong();
  }
}

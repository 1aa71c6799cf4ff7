package dev.culprit.query.grouping;

import dev.culprit.proto.grouping.v1.TriedGroup;
import dev.culprit.proto.grouping.v1.TrySettingsResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What settings would make of stored events, as REST tells it. */
final class TrialJson {
  private TrialJson() {}

  static JsonObject of(TrySettingsResponse result) {
    JsonArray rules = new JsonArray();
    result
        .getRulesList()
        .forEach(
            rule ->
                rules.add(
                    new JsonObject()
                        .put("rule", rule.getRule())
                        .put("line", rule.getLine())
                        .put("events", rule.getEvents())));
    return new JsonObject()
        .put("tried_events", result.getTriedEvents())
        .put("tried_problems", result.getTriedProblems())
        .put("changed_events", result.getChangedEvents())
        .put("joins", groups(result.getJoinsList()))
        .put("splits", groups(result.getSplitsList()))
        .put("rules", rules);
  }

  private static JsonArray groups(List<TriedGroup> groups) {
    JsonArray list = new JsonArray();
    groups.forEach(group -> list.add(group(group)));
    return list;
  }

  private static JsonObject group(TriedGroup group) {
    JsonArray problems = new JsonArray();
    group
        .getProblemsList()
        .forEach(
            problem ->
                problems.add(
                    new JsonObject()
                        .put("problem_id", problem.getProblemId())
                        .put("title", problem.getTitle())
                        .put("events", problem.getEvents())));
    return new JsonObject()
        .put("rule", group.getRule().isEmpty() ? null : group.getRule())
        .put("events", group.getEvents())
        .put("groups", group.getGroups())
        .put("problems", problems);
  }
}

package dev.culprit.query.alert;

import dev.culprit.proto.alert.v1.ErrorShare;
import dev.culprit.proto.alert.v1.ErrorShareSpike;
import dev.culprit.proto.alert.v1.NewProblem;
import dev.culprit.proto.alert.v1.Regression;
import dev.culprit.proto.alert.v1.Rule;
import dev.culprit.proto.alert.v1.Scope;
import dev.culprit.proto.alert.v1.Sensitivity;
import dev.culprit.proto.alert.v1.ShareScope;
import dev.culprit.proto.alert.v1.Spike;
import dev.culprit.proto.alert.v1.Threshold;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Rules of the contract as messages to alert. */
final class RuleMessage {
  private static final int DEFAULT_COOLDOWN_MINUTES = 30;
  private static final long DEFAULT_MINIMUM_EVENTS = 20;
  private static final long DEFAULT_MINIMUM_ERRORS = 10;

  private RuleMessage() {}

  /** The rule is complete: a NewAlertRule, or an existing one with changes put into it. */
  static Rule of(long projectId, long ruleId, JsonObject rule) {
    Rule.Builder message =
        Rule.newBuilder()
            .setId(ruleId)
            .setProjectId(projectId)
            .setName(rule.getString("name").strip())
            .setEnabled(rule.getBoolean("enabled", true))
            .setEnvironment(text(rule, "environment"))
            .setCooldownMinutes(rule.getInteger("cooldown_minutes", DEFAULT_COOLDOWN_MINUTES));
    rule.getJsonArray("channel_ids", new JsonArray())
        .forEach(id -> message.addChannelIds(((Number) id).longValue()));
    JsonObject condition = rule.getJsonObject("condition");
    switch (condition.getString("kind")) {
      case "new_problem" -> message.setNewProblem(NewProblem.getDefaultInstance());
      case "regression" -> message.setRegression(Regression.getDefaultInstance());
      case "threshold" -> message.setThreshold(threshold(condition));
      case "spike" -> message.setSpike(spike(condition));
      case "error_share" -> message.setErrorShare(errorShare(condition));
      case "error_share_spike" -> message.setErrorShareSpike(errorShareSpike(condition));
      default -> throw new IllegalArgumentException("unknown kind of rule");
    }
    return message.build();
  }

  private static Threshold threshold(JsonObject condition) {
    return Threshold.newBuilder()
        .setEvents(condition.getLong("events"))
        .setWindowMinutes(condition.getInteger("window_minutes"))
        .setScope(scope(condition.getString("scope")))
        .build();
  }

  private static Spike spike(JsonObject condition) {
    return Spike.newBuilder()
        .setScope(scope(condition.getString("scope", "problem")))
        .setSensitivity(sensitivity(condition.getString("sensitivity", "medium")))
        .setMinimumEvents(condition.getLong("minimum_events", DEFAULT_MINIMUM_EVENTS))
        .build();
  }

  private static ErrorShare errorShare(JsonObject condition) {
    return ErrorShare.newBuilder()
        .setPercent(condition.getDouble("percent"))
        .setWindowMinutes(condition.getInteger("window_minutes"))
        .setMinimumErrors(condition.getLong("minimum_errors", DEFAULT_MINIMUM_ERRORS))
        .setScope(shareScope(condition.getString("scope", "project")))
        .build();
  }

  private static ErrorShareSpike errorShareSpike(JsonObject condition) {
    return ErrorShareSpike.newBuilder()
        .setSensitivity(sensitivity(condition.getString("sensitivity", "medium")))
        .setMinimumErrors(condition.getLong("minimum_errors", DEFAULT_MINIMUM_ERRORS))
        .setScope(shareScope(condition.getString("scope", "project")))
        .build();
  }

  private static ShareScope shareScope(String name) {
    return switch (name) {
      case "host" -> ShareScope.SHARE_SCOPE_HOST;
      case "upstream" -> ShareScope.SHARE_SCOPE_UPSTREAM;
      default -> ShareScope.SHARE_SCOPE_PROJECT;
    };
  }

  private static Scope scope(String name) {
    return name.equals("project") ? Scope.SCOPE_PROJECT : Scope.SCOPE_PROBLEM;
  }

  private static Sensitivity sensitivity(String name) {
    return switch (name) {
      case "low" -> Sensitivity.SENSITIVITY_LOW;
      case "high" -> Sensitivity.SENSITIVITY_HIGH;
      default -> Sensitivity.SENSITIVITY_MEDIUM;
    };
  }

  private static String text(JsonObject rule, String name) {
    String value = rule.getString(name);
    return value == null ? "" : value.strip();
  }
}

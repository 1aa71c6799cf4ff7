package dev.culprit.alert.rule;

import dev.culprit.alert.detect.Sensitivity;
import dev.culprit.alert.rule.Condition.ErrorShare;
import dev.culprit.alert.rule.Condition.ErrorShareSpike;
import dev.culprit.alert.rule.Condition.NewProblem;
import dev.culprit.alert.rule.Condition.Regression;
import dev.culprit.alert.rule.Condition.Spike;
import dev.culprit.alert.rule.Condition.Threshold;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Conditions as the column {@code rules.condition} has them. */
final class ConditionJson {
  private ConditionJson() {}

  static JsonObject write(Condition condition) {
    if (condition instanceof Threshold threshold) {
      return new JsonObject()
          .put("events", threshold.events())
          .put("window_minutes", threshold.windowMinutes())
          .put("scope", name(threshold.scope()));
    }
    if (condition instanceof Spike spike) {
      return new JsonObject()
          .put("scope", name(spike.scope()))
          .put("sensitivity", name(spike.sensitivity()))
          .put("minimum_events", spike.minimumEvents());
    }
    if (condition instanceof ErrorShare share) {
      return new JsonObject()
          .put("percent", share.percent())
          .put("window_minutes", share.windowMinutes())
          .put("minimum_errors", share.minimumErrors())
          .put("scope", share.scope().stored());
    }
    if (condition instanceof ErrorShareSpike spike) {
      return new JsonObject()
          .put("sensitivity", name(spike.sensitivity()))
          .put("minimum_errors", spike.minimumErrors())
          .put("scope", spike.scope().stored());
    }
    return new JsonObject();
  }

  static Condition read(String kind, JsonObject json) {
    return switch (kind) {
      case "new_problem" -> new NewProblem();
      case "regression" -> new Regression();
      case "threshold" ->
          new Threshold(
              json.getLong("events"),
              json.getInteger("window_minutes"),
              Scope.valueOf(upper(json.getString("scope"))));
      case "spike" ->
          new Spike(
              Scope.valueOf(upper(json.getString("scope"))),
              Sensitivity.valueOf(upper(json.getString("sensitivity"))),
              json.getLong("minimum_events"));
      case "error_share" ->
          new ErrorShare(
              json.getDouble("percent"),
              json.getInteger("window_minutes"),
              json.getLong("minimum_errors"),
              ShareScope.valueOf(upper(json.getString("scope"))));
      case "error_share_spike" ->
          new ErrorShareSpike(
              Sensitivity.valueOf(upper(json.getString("sensitivity"))),
              json.getLong("minimum_errors"),
              ShareScope.valueOf(upper(json.getString("scope"))));
      default -> throw new IllegalStateException("a rule of unknown kind " + kind);
    };
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}

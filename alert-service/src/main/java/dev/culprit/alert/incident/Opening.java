package dev.culprit.alert.incident;

import dev.culprit.alert.detect.Verdict.Numbers;
import dev.culprit.alert.rate.SeriesKey;
import dev.culprit.alert.rule.Rule;
import io.vertx.core.json.JsonObject;

/**
 * A rule that fires on a scope; becomes an incident unless one is open there already.
 *
 * @param scopeKind of a rule about shares: project, host or upstream; else empty
 * @param scopeKey the host or upstream; else empty
 * @param problemId the problem that most likely is behind it, when the scope is none; 0 = none
 * @param numbers behind the reason
 */
public record Opening(
    Rule rule,
    SeriesKey scope,
    String scopeKind,
    String scopeKey,
    long problemId,
    String reason,
    JsonObject numbers) {

  Opening(Rule rule, SeriesKey scope, String reason, Numbers numbers) {
    this(rule, scope, "", "", scope.problemId(), reason, json(numbers));
  }

  private static JsonObject json(Numbers numbers) {
    return new JsonObject()
        .put("observed", numbers.observed())
        .put("threshold", numbers.threshold())
        .put("baseline", numbers.baseline())
        .put("window_minutes", numbers.windowMinutes());
  }

  IncidentScope incidentScope() {
    return new IncidentScope(rule.id(), scope.problemId(), rule.environment());
  }
}

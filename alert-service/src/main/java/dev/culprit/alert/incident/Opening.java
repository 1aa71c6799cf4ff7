package dev.culprit.alert.incident;

import dev.culprit.alert.detect.Verdict.Numbers;
import dev.culprit.alert.rate.SeriesKey;
import dev.culprit.alert.rule.Rule;

/** A rule that fires on a scope; becomes an incident unless one is open there already. */
public record Opening(Rule rule, SeriesKey scope, String reason, Numbers numbers) {
  IncidentScope incidentScope() {
    return new IncidentScope(rule.id(), scope.problemId(), rule.environment());
  }
}

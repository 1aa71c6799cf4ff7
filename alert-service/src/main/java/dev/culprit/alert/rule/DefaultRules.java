package dev.culprit.alert.rule;

import dev.culprit.alert.detect.Sensitivity;
import dev.culprit.alert.rule.Condition.ErrorShare;
import dev.culprit.alert.rule.Condition.NewProblem;
import dev.culprit.alert.rule.Condition.Regression;
import dev.culprit.alert.rule.Condition.Spike;
import java.util.List;

/**
 * What every project begins with: incidents to look at, and nobody notified until a channel is
 * attached.
 */
final class DefaultRules {
  private DefaultRules() {}

  static List<Rule> of(long projectId) {
    return List.of(
        rule(projectId, "New problem", new NewProblem()),
        rule(projectId, "Regression", new Regression()),
        rule(
            projectId,
            "Spike",
            new Spike(Scope.PROBLEM, Sensitivity.MEDIUM, Spike.DEFAULT_MINIMUM_EVENTS)));
  }

  /** What a project gets besides once its gateways report. */
  static Rule ofGateways(long projectId) {
    return rule(
        projectId,
        "Share of 5xx",
        new ErrorShare(5, 5, ErrorShare.DEFAULT_MINIMUM_ERRORS, ShareScope.PROJECT));
  }

  private static Rule rule(long projectId, String name, Condition condition) {
    return new Rule(
        0, projectId, name, true, "", List.of(), Rule.DEFAULT_COOLDOWN_MINUTES, condition);
  }
}

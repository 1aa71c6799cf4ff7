package dev.culprit.alert.rule;

import dev.culprit.alert.rule.Condition.ErrorShare;
import dev.culprit.alert.rule.Condition.ErrorShareSpike;
import dev.culprit.alert.rule.Condition.Spike;
import dev.culprit.alert.rule.Condition.Threshold;

/** The limits of the wire contract; what passes can be stored and judged. */
final class RuleLimits {
  private RuleLimits() {}

  static void check(Rule rule) {
    InvalidField.requireBetween("rule.project_id", rule.projectId(), 1, 1L << 53);
    InvalidField.requireName("rule.name", rule.name());
    if (rule.environment().length() > 128) {
      throw new InvalidField("rule.environment", "must have at most 128 characters");
    }
    InvalidField.requirePlain("rule.environment", rule.environment());
    InvalidField.requireBetween("rule.cooldown_minutes", rule.cooldownMinutes(), 0, 10_080);
    if (rule.channelIds().size() > 20) {
      throw new InvalidField("rule.channel_ids", "must have at most 20 entries");
    }
    if (rule.condition() instanceof Threshold threshold) {
      InvalidField.requireBetween("rule.threshold.events", threshold.events(), 1, 1_000_000_000);
      InvalidField.requireBetween(
          "rule.threshold.window_minutes", threshold.windowMinutes(), 1, 1440);
    }
    if (rule.condition() instanceof Spike spike) {
      InvalidField.requireBetween("rule.spike.minimum_events", spike.minimumEvents(), 1, 1_000_000);
    }
    if (rule.condition() instanceof ErrorShare share) {
      if (!(share.percent() > 0 && share.percent() <= 100)) {
        throw new InvalidField("rule.error_share.percent", "must be above 0 and at most 100");
      }
      InvalidField.requireBetween(
          "rule.error_share.window_minutes", share.windowMinutes(), 1, 1440);
      InvalidField.requireBetween(
          "rule.error_share.minimum_errors", share.minimumErrors(), 1, 1_000_000);
    }
    if (rule.condition() instanceof ErrorShareSpike spike) {
      InvalidField.requireBetween(
          "rule.error_share_spike.minimum_errors", spike.minimumErrors(), 1, 1_000_000);
    }
  }
}

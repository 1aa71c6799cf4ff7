package dev.culprit.grouping.settings;

import dev.culprit.grouping.fingerprint.ProjectRules;
import dev.culprit.grouping.rule.RuleLimits;
import dev.culprit.grouping.rule.RuleParser;
import dev.culprit.grouping.rule.RuleReading;
import dev.culprit.grouping.similarity.Thresholds;
import java.time.Instant;

/**
 * How a project groups, ready to be applied.
 *
 * @param previousVersion a version that is being left; 0 when none is
 * @param previousUntil until when its fingerprints are known
 */
public record ProjectGrouping(
    int version,
    int previousVersion,
    Instant previousUntil,
    ProjectRules rules,
    boolean nearMatching,
    Thresholds thresholds) {

  public static ProjectGrouping of(GroupingSettings settings) {
    GroupingSettings.Transition transition = settings.transition();
    return new ProjectGrouping(
        settings.version(),
        transition == null ? 0 : transition.previousVersion(),
        transition == null ? Instant.EPOCH : transition.endsAt(),
        rules(settings.rules()),
        settings.nearMatching(),
        settings.thresholds());
  }

  /** They were read before they were stored; what a later version wrote may not be understood. */
  private static ProjectRules rules(String text) {
    return RuleParser.parse(text, RuleLimits.DEFAULT) instanceof RuleReading.Accepted accepted
        ? accepted.rules()
        : ProjectRules.NONE;
  }

  /** The version that is being left, or 0. */
  public int versionLeft(Instant now) {
    return previousVersion != 0 && now.isBefore(previousUntil) ? previousVersion : 0;
  }
}

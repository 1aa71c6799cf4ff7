package dev.culprit.grouping.rule;

import dev.culprit.grouping.fingerprint.ErrorFacts;
import dev.culprit.grouping.fingerprint.FingerprintRule;
import dev.culprit.grouping.fingerprint.InAppRule;
import dev.culprit.grouping.fingerprint.ProjectRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A project's rules, ready to be applied: of fingerprint rules the first that matches counts, of
 * in-app rules the last, so that exceptions follow what they except from.
 */
public final class CompiledRules implements ProjectRules {

  private final List<Line<FingerprintRule>> fingerprintRules;
  private final List<Line<InAppRule>> inAppRules;

  CompiledRules(List<Line<FingerprintRule>> fingerprintRules, List<Line<InAppRule>> inAppRules) {
    this.fingerprintRules = List.copyOf(fingerprintRules);
    this.inAppRules = List.copyOf(inAppRules);
  }

  /** One rule: when it applies and what it says. */
  record Line<T>(Conditions conditions, T verdict) {}

  @Override
  public @Nullable FingerprintRule fingerprintRule(ErrorFacts facts) {
    for (Line<FingerprintRule> line : fingerprintRules) {
      if (line.conditions().hold(facts)) {
        return line.verdict();
      }
    }
    return null;
  }

  @Override
  public @Nullable InAppRule inAppRule(ErrorFacts facts, int exception, int frame) {
    for (int i = inAppRules.size() - 1; i >= 0; i--) {
      if (inAppRules.get(i).conditions().hold(facts, exception, frame)) {
        return inAppRules.get(i).verdict();
      }
    }
    return null;
  }

  @Override
  public boolean hasInAppRules() {
    return !inAppRules.isEmpty();
  }

  /** How many rules there are of both kinds. */
  public int size() {
    return fingerprintRules.size() + inAppRules.size();
  }
}

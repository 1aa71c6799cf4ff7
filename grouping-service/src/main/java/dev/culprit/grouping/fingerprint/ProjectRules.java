package dev.culprit.grouping.fingerprint;

import org.jspecify.annotations.Nullable;

/**
 * A project's own rules, ready to be applied. A version of fingerprints only asks; how rules are
 * written and matched is not its affair. Safe for use by many threads.
 */
public interface ProjectRules {

  /** No rule at all. */
  ProjectRules NONE =
      new ProjectRules() {
        @Override
        public @Nullable FingerprintRule fingerprintRule(ErrorFacts facts) {
          return null;
        }

        @Override
        public @Nullable InAppRule inAppRule(ErrorFacts facts, int exception, int frame) {
          return null;
        }

        @Override
        public boolean hasInAppRules() {
          return false;
        }
      };

  /** The first fingerprint rule that matches the event, or null. */
  @Nullable FingerprintRule fingerprintRule(ErrorFacts facts);

  /** The last in-app rule that matches the frame, or null. */
  @Nullable InAppRule inAppRule(ErrorFacts facts, int exception, int frame);

  /** Whether it is worth while to ask for each frame. */
  boolean hasInAppRules();
}

package dev.culprit.grouping.fingerprint;

import java.util.List;

/**
 * One frozen way to fingerprint. A version that was ever released gives the same hash for the same
 * facts for ever; a better idea becomes the next version.
 */
public interface FingerprintVersion {

  /** From 1, stored next to each hash. */
  int number();

  /** Never fails, whatever the facts hold. Safe for use by many threads. */
  Fingerprint fingerprint(ErrorFacts facts);

  /** The same under a project's rules; a version that knows no rules pays no heed to them. */
  default Fingerprint fingerprint(ErrorFacts facts, ProjectRules rules) {
    return fingerprint(facts);
  }

  /** The same decision with its reasons, as far as the version can tell them. */
  default Explanation explain(ErrorFacts facts, ProjectRules rules) {
    return new Explanation(fingerprint(facts, rules), "", -1, "", List.of());
  }

  /** The title that the project's rules give the event's problem; empty when they give none. */
  default String title(ErrorFacts facts, ProjectRules rules) {
    return "";
  }
}

package dev.culprit.grouping.fingerprint.v2;

import dev.culprit.grouping.fingerprint.ErrorFacts;
import dev.culprit.grouping.fingerprint.Explanation;
import dev.culprit.grouping.fingerprint.Fingerprint;
import dev.culprit.grouping.fingerprint.FingerprintRule;
import dev.culprit.grouping.fingerprint.FingerprintVersion;
import dev.culprit.grouping.fingerprint.MessageTemplates;
import dev.culprit.grouping.fingerprint.ProjectRules;
import dev.culprit.grouping.fingerprint.RulePart;
import dev.culprit.grouping.fingerprint.Trace;

/**
 * The project's rule; else the client's fingerprint; else the type of the innermost exception with
 * the frames that contribute; else that type with the message without its variable parts; else the
 * template of the message. Nothing here is remembered between events but cleaned names.
 */
public final class FingerprintV2 implements FingerprintVersion {

  static final int NUMBER = 2;

  @Override
  public int number() {
    return NUMBER;
  }

  @Override
  public Fingerprint fingerprint(ErrorFacts facts) {
    return fingerprint(facts, ProjectRules.NONE, MessageTemplates.NONE);
  }

  @Override
  public Fingerprint fingerprint(ErrorFacts facts, ProjectRules rules) {
    return fingerprint(facts, rules, MessageTemplates.NONE);
  }

  public Fingerprint fingerprint(ErrorFacts facts, ProjectRules rules, MessageTemplates templates) {
    return fingerprint(new Parts(facts, rules, templates));
  }

  static Fingerprint fingerprint(Parts parts) {
    long[] hash = PartsHash.of(parts.components());
    return new Fingerprint(NUMBER, hash[0], hash[1], parts.layer(), parts.components());
  }

  @Override
  public Explanation explain(ErrorFacts facts, ProjectRules rules) {
    return explain(facts, rules, MessageTemplates.NONE);
  }

  /** The same decision with its reasons. */
  public Explanation explain(ErrorFacts facts, ProjectRules rules, MessageTemplates templates) {
    return new Explainer(facts, rules, new Parts(facts, rules, templates)).explain();
  }

  /** What the event can be compared by when its hash is unknown. */
  public Trace trace(ErrorFacts facts, ProjectRules rules) {
    return Traces.of(facts, rules);
  }

  @Override
  public String title(ErrorFacts facts, ProjectRules rules) {
    FingerprintRule rule = rules.fingerprintRule(facts);
    if (rule == null || rule.title().isEmpty()) {
      return "";
    }
    Parts parts = new Parts(facts, rules, MessageTemplates.NONE);
    StringBuilder title = new StringBuilder();
    for (RulePart part : rule.title()) {
      title.append(parts.text(part));
    }
    return title.toString();
  }
}

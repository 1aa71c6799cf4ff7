package dev.culprit.grouping.trial;

import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.fingerprint.ErrorFacts;
import dev.culprit.grouping.fingerprint.Fingerprint;
import dev.culprit.grouping.fingerprint.FingerprintRule;
import dev.culprit.grouping.fingerprint.Fingerprinter;
import dev.culprit.grouping.fingerprint.InAppRule;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.settings.ProjectGrouping;
import java.util.LinkedHashSet;
import java.util.Set;

/** Settings beside those in force, asked event by event. */
final class Candidate {

  private final Fingerprinter fingerprinter;
  private final ProjectGrouping now;
  private final ProjectGrouping then;

  Candidate(Fingerprinter fingerprinter, ProjectGrouping now, ProjectGrouping then) {
    this.fingerprinter = fingerprinter;
    this.now = now;
    this.then = then;
  }

  /**
   * What became of one event.
   *
   * @param isKept whether it stays where it is, because its fingerprint or its former one is the
   *     same
   * @param rule the fingerprint rule that decides then; empty when none does
   * @param spoken all rules that speak about it then
   */
  record Tried(
      long problemId,
      FingerprintKey fingerprint,
      boolean isKept,
      String rule,
      Set<String> spoken) {}

  Tried ask(long problemId, IncomingEvent event) {
    Fingerprint after = fingerprinter.fingerprint(then.version(), event.facts(), then.rules());
    // A move to another version knows events by the version before; only rules move them.
    Fingerprint before = fingerprinter.fingerprint(then.version(), event.facts(), now.rules());
    String rule = "";
    Set<String> spoken = new LinkedHashSet<>();
    if (after.layer() == Fingerprint.Layer.RULE) {
      FingerprintRule decides = then.rules().fingerprintRule(event.facts());
      rule = decides == null ? "" : decides.text();
      spoken.add(rule);
    }
    addInAppRules(event.facts(), spoken);
    return new Tried(
        problemId,
        FingerprintKey.of(event.projectId(), after),
        before.high() == after.high() && before.low() == after.low(),
        rule,
        spoken);
  }

  private void addInAppRules(ErrorFacts facts, Set<String> spoken) {
    if (!then.rules().hasInAppRules()) {
      return;
    }
    for (int exception = 0; exception < facts.exceptionCount(); exception++) {
      for (int frame = 0; frame < facts.frameCount(exception); frame++) {
        InAppRule rule = then.rules().inAppRule(facts, exception, frame);
        if (rule != null) {
          spoken.add(rule.text());
        }
      }
    }
  }
}

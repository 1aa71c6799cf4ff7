package dev.culprit.grouping.fingerprint.v2;

import dev.culprit.grouping.fingerprint.ErrorFacts;
import dev.culprit.grouping.fingerprint.Explanation;
import dev.culprit.grouping.fingerprint.Fingerprint;
import dev.culprit.grouping.fingerprint.Fingerprint.Component.Kind;
import dev.culprit.grouping.fingerprint.Fingerprint.Layer;
import dev.culprit.grouping.fingerprint.FrameVerdict;
import dev.culprit.grouping.fingerprint.InAppRule;
import dev.culprit.grouping.fingerprint.ProjectRules;
import java.util.ArrayList;
import java.util.List;

/** Tells for one event what decided and why every other frame did not. */
final class Explainer {

  private final ErrorFacts facts;
  private final ProjectRules rules;
  private final Parts parts;
  private final Fingerprint fingerprint;

  Explainer(ErrorFacts facts, ProjectRules rules, Parts parts) {
    this.facts = facts;
    this.rules = rules;
    this.parts = parts;
    this.fingerprint = FingerprintV2.fingerprint(parts);
  }

  Explanation explain() {
    DecidingFrames deciding = parts.reading().frames();
    List<Explanation.Frame> frames = new ArrayList<>();
    for (int exception = 0; exception < facts.exceptionCount(); exception++) {
      for (int frame = 0; frame < facts.frameCount(exception); frame++) {
        FrameVerdict verdict =
            exception != deciding.exception()
                ? FrameVerdict.OTHER_EXCEPTION
                : deciding.verdict(frame);
        frames.add(frame(exception, frame, verdict));
      }
    }
    String rule =
        fingerprint.layer() == Layer.RULE && parts.rule() != null ? parts.rule().text() : "";
    return new Explanation(
        fingerprint, rule, deciding.exception(), parts.message(), List.copyOf(frames));
  }

  private Explanation.Frame frame(int exception, int frame, FrameVerdict verdict) {
    KnownFrame known = FrameMemory.shared().frame(facts, exception, frame);
    InAppRule rule = rules.hasInAppRules() ? rules.inAppRule(facts, exception, frame) : null;
    return new Explanation.Frame(
        exception,
        frame,
        known.name.scope(),
        known.name.name(),
        FrameSelection.isInApp(known, facts, rules, exception, frame),
        rule == null ? "" : rule.text(),
        verdict == FrameVerdict.USED && !usesFrames() ? FrameVerdict.LAYER_NOT_NEEDED : verdict);
  }

  private boolean usesFrames() {
    return fingerprint.components().stream().anyMatch(part -> part.kind() == Kind.FRAME);
  }
}

package dev.culprit.grouping.endpoint;

import com.google.protobuf.ByteString;
import dev.culprit.grouping.explain.EventExplanation;
import dev.culprit.grouping.explain.TraceDifference;
import dev.culprit.grouping.fingerprint.Explanation;
import dev.culprit.grouping.fingerprint.Fingerprint;
import dev.culprit.grouping.problem.ProblemReader.Lead;
import dev.culprit.proto.grouping.v1.DifferentFrame;
import dev.culprit.proto.grouping.v1.ExplainEventResponse;
import dev.culprit.proto.grouping.v1.ExplainedComponent;
import dev.culprit.proto.grouping.v1.ExplainedFrame;
import dev.culprit.proto.grouping.v1.ExplanationLayer;
import dev.culprit.proto.grouping.v1.FingerprintId;
import dev.culprit.proto.grouping.v1.FingerprintOrigin;
import java.util.Locale;

/** Writes why an event is where it is. */
final class ExplanationWriter {

  private ExplanationWriter() {}

  static ExplainEventResponse write(EventExplanation told) {
    Explanation explanation = told.explanation();
    Fingerprint fingerprint = explanation.fingerprint();
    ExplainEventResponse.Builder written =
        ExplainEventResponse.newBuilder()
            .setFingerprint(
                FingerprintId.newBuilder()
                    .setVersion(fingerprint.version())
                    .setHash(ByteString.copyFrom(fingerprint.hash())))
            .setLayer(layer(fingerprint.layer()))
            .setRule(explanation.rule())
            .setException(explanation.exception())
            .setMessage(explanation.message());
    fingerprint
        .components()
        .forEach(
            component ->
                written.addComponents(
                    ExplainedComponent.newBuilder()
                        .setKind(code(component.kind()))
                        .setScope(component.scope())
                        .setName(component.name())));
    explanation.frames().forEach(frame -> written.addFrames(write(frame)));
    Lead lead = told.lead();
    if (lead != null) {
      written
          .setLeadsToProblemId(lead.problemId())
          .setOrigin(origin(lead.origin()))
          .setLikeness(lead.likeness());
    }
    if (told.difference() != null) {
      written.setDifference(write(told.difference()));
    }
    return written.build();
  }

  private static ExplainedFrame.Builder write(Explanation.Frame frame) {
    return ExplainedFrame.newBuilder()
        .setException(frame.exception())
        .setFrame(frame.frame())
        .setScope(frame.scope())
        .setName(frame.name())
        .setInApp(frame.inApp())
        .setRule(frame.rule())
        .setVerdict(code(frame.verdict()));
  }

  private static dev.culprit.proto.grouping.v1.TraceDifference write(TraceDifference difference) {
    dev.culprit.proto.grouping.v1.TraceDifference.Builder written =
        dev.culprit.proto.grouping.v1.TraceDifference.newBuilder()
            .setLikeness(difference.likeness());
    if (!difference.eventType().equals(difference.problemType())) {
      written.setEventType(difference.eventType()).setProblemType(difference.problemType());
    }
    difference
        .frames()
        .forEach(
            one ->
                written.addFrames(
                    DifferentFrame.newBuilder()
                        .setScope(one.frame().scope())
                        .setName(one.frame().name())
                        .setPosition(one.position())
                        .setOnlyInEvent(one.isOnlyInEvent())));
    return written.build();
  }

  private static ExplanationLayer layer(Fingerprint.Layer layer) {
    return switch (layer) {
      case RULE -> ExplanationLayer.EXPLANATION_LAYER_RULE;
      case CLIENT -> ExplanationLayer.EXPLANATION_LAYER_CLIENT;
      case FRAMES -> ExplanationLayer.EXPLANATION_LAYER_FRAMES;
      case TYPE_AND_MESSAGE -> ExplanationLayer.EXPLANATION_LAYER_TYPE_AND_MESSAGE;
      case MESSAGE -> ExplanationLayer.EXPLANATION_LAYER_MESSAGE;
      case TEMPLATE -> ExplanationLayer.EXPLANATION_LAYER_TEMPLATE;
    };
  }

  private static FingerprintOrigin origin(String code) {
    return switch (code) {
      case "near_match" -> FingerprintOrigin.FINGERPRINT_ORIGIN_NEAR_MATCH;
      case "transition" -> FingerprintOrigin.FINGERPRINT_ORIGIN_TRANSITION;
      case "correction" -> FingerprintOrigin.FINGERPRINT_ORIGIN_CORRECTION;
      default -> FingerprintOrigin.FINGERPRINT_ORIGIN_OPENED;
    };
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

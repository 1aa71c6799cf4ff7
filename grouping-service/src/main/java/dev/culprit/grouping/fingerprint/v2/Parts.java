package dev.culprit.grouping.fingerprint.v2;

import dev.culprit.grouping.fingerprint.ErrorFacts;
import dev.culprit.grouping.fingerprint.Fingerprint.Component;
import dev.culprit.grouping.fingerprint.Fingerprint.Component.Kind;
import dev.culprit.grouping.fingerprint.Fingerprint.Layer;
import dev.culprit.grouping.fingerprint.FingerprintRule;
import dev.culprit.grouping.fingerprint.MessageTemplates;
import dev.culprit.grouping.fingerprint.ProjectRules;
import dev.culprit.grouping.fingerprint.RulePart;
import dev.culprit.grouping.fingerprint.RulePart.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what goes into one event's hash, layer by layer until one can decide. */
final class Parts {

  private final ErrorFacts facts;
  private final MessageTemplates templates;
  private final ChainReading reading;
  private final @Nullable FingerprintRule rule;
  private final List<Component> components = new ArrayList<>();
  private final Layer layer;

  Parts(ErrorFacts facts, ProjectRules rules, MessageTemplates templates) {
    this.facts = facts;
    this.templates = templates;
    this.reading = ChainReading.of(facts, rules);
    this.rule = rules.fingerprintRule(facts);
    this.layer = collect();
  }

  private Layer collect() {
    if (rule != null && !rule.parts().isEmpty()) {
      return isOnlyDefault(rule.parts()) ? collectDefault() : collect(rule.parts(), Layer.RULE);
    }
    List<String> wanted = facts.clientFingerprint();
    if (wanted.isEmpty()) {
      return collectDefault();
    }
    List<RulePart> parts = Variables.parse(wanted);
    return isOnlyDefault(parts) ? collectDefault() : collect(parts, Layer.CLIENT);
  }

  private static boolean isOnlyDefault(List<RulePart> parts) {
    return parts.size() == 1 && parts.get(0) == Variable.DEFAULT;
  }

  private Layer collect(List<RulePart> parts, Layer decided) {
    for (RulePart part : parts) {
      if (part == Variable.DEFAULT) {
        collectDefault();
      } else {
        components.add(new Component(Kind.CLIENT, "", text(part)));
      }
    }
    return decided;
  }

  private Layer collectDefault() {
    if (!reading.type().isEmpty()) {
      components.add(new Component(Kind.TYPE, "", reading.type()));
    }
    DecidingFrames frames = reading.frames();
    if (frames.used().isEmpty()) {
      return collectMessage();
    }
    String codes = FailureCodes.of(reading.value());
    if (!codes.isEmpty()) {
      components.add(new Component(Kind.MESSAGE, "code", codes));
    }
    List<KnownFrame> used = frames.used();
    for (int i = 0; i < used.size(); i++) {
      components.add(used.get(i).component);
    }
    return Layer.FRAMES;
  }

  private Layer collectMessage() {
    String message = message();
    if (facts.exceptionCount() > 0 && !reading.type().isEmpty()) {
      components.add(new Component(Kind.MESSAGE, "", message));
      return Layer.TYPE_AND_MESSAGE;
    }
    String founder = templates.founder(message);
    components.add(new Component(Kind.MESSAGE, "", founder));
    return founder.equals(message) ? Layer.MESSAGE : Layer.TEMPLATE;
  }

  /** What a part of a rule or of a client's wish stands for in this event. */
  String text(RulePart part) {
    if (part instanceof RulePart.Text text) {
      return text.text();
    }
    KnownFrame top = reading.top();
    return switch ((Variable) part) {
      case TYPE -> reading.type();
      case FUNCTION -> top == null ? "" : top.name.name();
      case MODULE -> top == null ? "" : top.name.scope();
      case MESSAGE, DEFAULT -> message();
    };
  }

  /** The message without its variable parts. */
  String message() {
    return Parameteriser.parameterise(reading.value());
  }

  List<Component> components() {
    return components;
  }

  Layer layer() {
    return layer;
  }

  ChainReading reading() {
    return reading;
  }

  @Nullable FingerprintRule rule() {
    return rule;
  }
}

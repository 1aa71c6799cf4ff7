package dev.culprit.alert.endpoint;

import dev.culprit.alert.detect.Sensitivity;
import dev.culprit.alert.rule.Condition;
import dev.culprit.alert.rule.InvalidField;
import dev.culprit.alert.rule.Rule;
import dev.culprit.alert.rule.Scope;
import dev.culprit.proto.alert.v1.NewProblem;
import dev.culprit.proto.alert.v1.Regression;
import dev.culprit.proto.alert.v1.Spike;
import dev.culprit.proto.alert.v1.Threshold;

/** Rules on the wire and in here. */
final class RuleProtos {
  private RuleProtos() {}

  static Rule read(dev.culprit.proto.alert.v1.Rule proto) {
    return new Rule(
        proto.getId(),
        proto.getProjectId(),
        proto.getName(),
        proto.getEnabled(),
        proto.getEnvironment(),
        proto.getChannelIdsList().stream().distinct().toList(),
        proto.getCooldownMinutes(),
        condition(proto));
  }

  static dev.culprit.proto.alert.v1.Rule write(Rule rule) {
    dev.culprit.proto.alert.v1.Rule.Builder proto =
        dev.culprit.proto.alert.v1.Rule.newBuilder()
            .setId(rule.id())
            .setProjectId(rule.projectId())
            .setName(rule.name())
            .setEnabled(rule.enabled())
            .setEnvironment(rule.environment())
            .addAllChannelIds(rule.channelIds())
            .setCooldownMinutes(rule.cooldownMinutes());
    Condition condition = rule.condition();
    if (condition instanceof Condition.NewProblem) {
      proto.setNewProblem(NewProblem.getDefaultInstance());
    } else if (condition instanceof Condition.Regression) {
      proto.setRegression(Regression.getDefaultInstance());
    } else if (condition instanceof Condition.Threshold threshold) {
      proto.setThreshold(write(threshold));
    } else if (condition instanceof Condition.Spike spike) {
      proto.setSpike(write(spike));
    } else {
      ShareRuleProtos.write(condition, proto);
    }
    return proto.build();
  }

  private static Condition condition(dev.culprit.proto.alert.v1.Rule proto) {
    return switch (proto.getConditionCase()) {
      case NEW_PROBLEM -> new Condition.NewProblem();
      case REGRESSION -> new Condition.Regression();
      case THRESHOLD ->
          new Condition.Threshold(
              proto.getThreshold().getEvents(),
              proto.getThreshold().getWindowMinutes(),
              scope("rule.threshold.scope", proto.getThreshold().getScope()));
      case SPIKE ->
          new Condition.Spike(
              scope("rule.spike.scope", proto.getSpike().getScope()),
              sensitivity("rule.spike.sensitivity", proto.getSpike().getSensitivity()),
              proto.getSpike().getMinimumEvents() == 0
                  ? Condition.Spike.DEFAULT_MINIMUM_EVENTS
                  : proto.getSpike().getMinimumEvents());
      case ERROR_SHARE, ERROR_SHARE_SPIKE -> ShareRuleProtos.read(proto);
      case CONDITION_NOT_SET ->
          throw new InvalidField(
              "rule.condition",
              "must be one of new_problem, regression, threshold, spike, error_share,"
                  + " error_share_spike");
    };
  }

  private static Scope scope(String field, dev.culprit.proto.alert.v1.Scope proto) {
    return switch (proto) {
      case SCOPE_PROBLEM -> Scope.PROBLEM;
      case SCOPE_PROJECT -> Scope.PROJECT;
      default -> throw new InvalidField(field, "must be SCOPE_PROBLEM or SCOPE_PROJECT");
    };
  }

  static Sensitivity sensitivity(String field, dev.culprit.proto.alert.v1.Sensitivity proto) {
    return switch (proto) {
      case SENSITIVITY_UNSPECIFIED, SENSITIVITY_MEDIUM -> Sensitivity.MEDIUM;
      case SENSITIVITY_LOW -> Sensitivity.LOW;
      case SENSITIVITY_HIGH -> Sensitivity.HIGH;
      default -> throw new InvalidField(field, "must be low, medium or high");
    };
  }

  private static Threshold write(Condition.Threshold threshold) {
    return Threshold.newBuilder()
        .setEvents(threshold.events())
        .setWindowMinutes(threshold.windowMinutes())
        .setScope(write(threshold.scope()))
        .build();
  }

  private static Spike write(Condition.Spike spike) {
    return Spike.newBuilder()
        .setScope(write(spike.scope()))
        .setSensitivity(write(spike.sensitivity()))
        .setMinimumEvents(spike.minimumEvents())
        .build();
  }

  private static dev.culprit.proto.alert.v1.Scope write(Scope scope) {
    return scope == Scope.PROBLEM
        ? dev.culprit.proto.alert.v1.Scope.SCOPE_PROBLEM
        : dev.culprit.proto.alert.v1.Scope.SCOPE_PROJECT;
  }

  static dev.culprit.proto.alert.v1.Sensitivity write(Sensitivity sensitivity) {
    return switch (sensitivity) {
      case LOW -> dev.culprit.proto.alert.v1.Sensitivity.SENSITIVITY_LOW;
      case MEDIUM -> dev.culprit.proto.alert.v1.Sensitivity.SENSITIVITY_MEDIUM;
      case HIGH -> dev.culprit.proto.alert.v1.Sensitivity.SENSITIVITY_HIGH;
    };
  }
}

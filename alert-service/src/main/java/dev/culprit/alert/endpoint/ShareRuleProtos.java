package dev.culprit.alert.endpoint;

import dev.culprit.alert.rule.Condition;
import dev.culprit.alert.rule.InvalidField;
import dev.culprit.alert.rule.ShareScope;
import dev.culprit.proto.alert.v1.ErrorShare;
import dev.culprit.proto.alert.v1.ErrorShareSpike;
import dev.culprit.proto.alert.v1.Rule;

/** Conditions about shares of requests, on the wire and in here. */
final class ShareRuleProtos {
  private ShareRuleProtos() {}

  /** Of a rule that has one of them. */
  static Condition read(Rule proto) {
    if (proto.hasErrorShare()) {
      ErrorShare share = proto.getErrorShare();
      return new Condition.ErrorShare(
          share.getPercent(),
          share.getWindowMinutes(),
          minimum(share.getMinimumErrors()),
          scope(share.getScope()));
    }
    ErrorShareSpike spike = proto.getErrorShareSpike();
    return new Condition.ErrorShareSpike(
        RuleProtos.sensitivity("rule.error_share_spike.sensitivity", spike.getSensitivity()),
        minimum(spike.getMinimumErrors()),
        scope(spike.getScope()));
  }

  private static long minimum(long told) {
    return told == 0 ? Condition.ErrorShare.DEFAULT_MINIMUM_ERRORS : told;
  }

  static void write(Condition condition, Rule.Builder proto) {
    if (condition instanceof Condition.ErrorShare share) {
      proto.setErrorShare(
          ErrorShare.newBuilder()
              .setPercent(share.percent())
              .setWindowMinutes(share.windowMinutes())
              .setMinimumErrors(share.minimumErrors())
              .setScope(write(share.scope())));
    } else if (condition instanceof Condition.ErrorShareSpike spike) {
      proto.setErrorShareSpike(
          ErrorShareSpike.newBuilder()
              .setSensitivity(RuleProtos.write(spike.sensitivity()))
              .setMinimumErrors(spike.minimumErrors())
              .setScope(write(spike.scope())));
    }
  }

  private static ShareScope scope(dev.culprit.proto.alert.v1.ShareScope proto) {
    return switch (proto) {
      case SHARE_SCOPE_UNSPECIFIED, SHARE_SCOPE_PROJECT -> ShareScope.PROJECT;
      case SHARE_SCOPE_HOST -> ShareScope.HOST;
      case SHARE_SCOPE_UPSTREAM -> ShareScope.UPSTREAM;
      default -> throw new InvalidField("rule.scope", "must be project, host or upstream");
    };
  }

  private static dev.culprit.proto.alert.v1.ShareScope write(ShareScope scope) {
    return switch (scope) {
      case PROJECT -> dev.culprit.proto.alert.v1.ShareScope.SHARE_SCOPE_PROJECT;
      case HOST -> dev.culprit.proto.alert.v1.ShareScope.SHARE_SCOPE_HOST;
      case UPSTREAM -> dev.culprit.proto.alert.v1.ShareScope.SHARE_SCOPE_UPSTREAM;
    };
  }
}

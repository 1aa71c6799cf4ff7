package dev.culprit.grouping.alert;

import com.google.protobuf.Timestamp;
import dev.culprit.grouping.activity.Activity;
import dev.culprit.grouping.activity.CountDelta;
import dev.culprit.grouping.activity.RequestDelta;
import dev.culprit.grouping.problem.ProblemSummary;
import dev.culprit.grouping.problem.ProblemTransition;
import dev.culprit.grouping.problem.ProblemTransition.ByEvent;
import dev.culprit.grouping.problem.ProblemTransition.StatusSet;
import dev.culprit.proto.alert.v1.TransitionKind;
import java.time.Instant;

/** Writes an activity in alert's wire contract, without its id. */
public final class ActivityWriter {

  private ActivityWriter() {}

  public static byte[] write(Activity activity) {
    dev.culprit.proto.alert.v1.Activity.Builder written =
        dev.culprit.proto.alert.v1.Activity.newBuilder();
    activity.counts().forEach(delta -> written.addCounts(write(delta)));
    activity.transitions().forEach(transition -> written.addTransitions(write(transition)));
    activity.requests().forEach(delta -> written.addRequests(write(delta)));
    return written.build().toByteArray();
  }

  private static dev.culprit.proto.alert.v1.CountDelta write(CountDelta delta) {
    return dev.culprit.proto.alert.v1.CountDelta.newBuilder()
        .setProjectId(delta.projectId())
        .setProblemId(delta.problemId())
        .setEnvironment(delta.environment())
        .setMinuteEpochSeconds(delta.minuteEpochSecond())
        .setCount(delta.count())
        .setIgnored(delta.isIgnored())
        .build();
  }

  private static dev.culprit.proto.alert.v1.RequestDelta write(RequestDelta delta) {
    return dev.culprit.proto.alert.v1.RequestDelta.newBuilder()
        .setProjectId(delta.projectId())
        .setEnvironment(delta.environment())
        .setMinuteEpochSeconds(delta.minuteEpochSecond())
        .setHost(delta.host())
        .setUpstream(delta.upstream())
        .setRequests(delta.requests())
        .setServerErrors(delta.serverErrors())
        .build();
  }

  private static dev.culprit.proto.alert.v1.ProblemTransition write(
      ProblemTransition.Told transition) {
    dev.culprit.proto.alert.v1.ProblemTransition.Builder written =
        dev.culprit.proto.alert.v1.ProblemTransition.newBuilder()
            .setProjectId(transition.projectId())
            .setProblemId(transition.problemId())
            .setKind(kind(transition))
            .setAt(timestamp(transition.at()))
            .setProblem(write(transition.problem()));
    if (transition instanceof ByEvent byEvent) {
      written.setEnvironment(byEvent.environment()).setRelease(byEvent.release());
    }
    return written.build();
  }

  private static TransitionKind kind(ProblemTransition.Told transition) {
    if (transition instanceof ProblemTransition.Opened) {
      return TransitionKind.TRANSITION_KIND_OPENED;
    }
    if (transition instanceof ProblemTransition.Regressed) {
      return TransitionKind.TRANSITION_KIND_REGRESSED;
    }
    if (transition instanceof StatusSet set) {
      return switch (set.status()) {
        case RESOLVED -> TransitionKind.TRANSITION_KIND_RESOLVED;
        case UNRESOLVED -> TransitionKind.TRANSITION_KIND_UNRESOLVED;
        case IGNORED -> TransitionKind.TRANSITION_KIND_IGNORED;
      };
    }
    return TransitionKind.TRANSITION_KIND_DELETED;
  }

  private static dev.culprit.proto.alert.v1.ProblemSummary write(ProblemSummary summary) {
    return dev.culprit.proto.alert.v1.ProblemSummary.newBuilder()
        .setTitle(summary.title())
        .setMessage(summary.message())
        .setCulprit(summary.culprit())
        .setLevel(summary.level())
        .setPlatform(summary.platform())
        .build();
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}

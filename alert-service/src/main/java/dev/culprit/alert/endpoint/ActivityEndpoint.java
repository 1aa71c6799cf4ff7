package dev.culprit.alert.endpoint;

import dev.culprit.alert.activity.Activity;
import dev.culprit.alert.activity.Activity.CountDelta;
import dev.culprit.alert.activity.ActivityBatcher;
import dev.culprit.alert.incident.ProblemSummary;
import dev.culprit.alert.incident.Transition;
import dev.culprit.alert.rule.InvalidField;
import dev.culprit.alert.share.RequestDelta;
import dev.culprit.proto.alert.v1.ActivityServiceGrpc.ActivityServiceImplBase;
import dev.culprit.proto.alert.v1.ProblemTransition;
import dev.culprit.proto.alert.v1.RecordActivitiesRequest;
import dev.culprit.proto.alert.v1.RecordActivitiesResponse;
import dev.culprit.runtime.grpc.Unary;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Takes activity in: protocol to domain, nothing else. */
public final class ActivityEndpoint extends ActivityServiceImplBase {
  private static final int MOST_ACTIVITIES = 1000;

  private final ActivityBatcher batcher;

  public ActivityEndpoint(ActivityBatcher batcher) {
    this.batcher = batcher;
  }

  @Override
  public void recordActivities(
      RecordActivitiesRequest request, StreamObserver<RecordActivitiesResponse> observer) {
    Unary.answer(
        record(request).map(done -> RecordActivitiesResponse.getDefaultInstance()), observer);
  }

  private Future<Void> record(RecordActivitiesRequest request) {
    try {
      InvalidField.requireBetween(
          "activities (their number)", request.getActivitiesCount(), 1, MOST_ACTIVITIES);
      return batcher.record(
          request.getActivitiesList().stream().map(ActivityEndpoint::activity).toList());
    } catch (InvalidField e) {
      return Future.failedFuture(e);
    }
  }

  private static Activity activity(dev.culprit.proto.alert.v1.Activity proto) {
    InvalidField.requireBetween("activity.id", proto.getId(), 1, Long.MAX_VALUE);
    List<Transition> transitions = new ArrayList<>();
    for (ProblemTransition transition : proto.getTransitionsList()) {
      add(transitions, transition);
    }
    return new Activity(
        proto.getId(),
        proto.getCountsList().stream().map(ActivityEndpoint::delta).toList(),
        transitions,
        proto.getRequestsList().stream().map(ActivityEndpoint::requests).toList());
  }

  private static RequestDelta requests(dev.culprit.proto.alert.v1.RequestDelta proto) {
    InvalidField.requireBetween("request_delta.project_id", proto.getProjectId(), 1, 1L << 53);
    InvalidField.requireBetween("request_delta.requests", proto.getRequests(), 1, 1L << 53);
    InvalidField.requireBetween(
        "request_delta.server_errors", proto.getServerErrors(), 0, proto.getRequests());
    InvalidField.requireBetween(
        "request_delta.minute_epoch_seconds", proto.getMinuteEpochSeconds(), 0, 253_402_300_799L);
    return new RequestDelta(
        proto.getProjectId(),
        clean(proto.getEnvironment()),
        (int) (proto.getMinuteEpochSeconds() / 60),
        clean(proto.getHost()),
        clean(proto.getUpstream()),
        proto.getRequests(),
        proto.getServerErrors());
  }

  private static CountDelta delta(dev.culprit.proto.alert.v1.CountDelta proto) {
    InvalidField.requireBetween("count_delta.project_id", proto.getProjectId(), 1, 1L << 53);
    InvalidField.requireBetween("count_delta.problem_id", proto.getProblemId(), 1, 1L << 53);
    InvalidField.requireBetween("count_delta.count", proto.getCount(), 1, 1L << 53);
    InvalidField.requireBetween(
        "count_delta.minute_epoch_seconds", proto.getMinuteEpochSeconds(), 0, 253_402_300_799L);
    return new CountDelta(
        proto.getProjectId(),
        proto.getProblemId(),
        clean(proto.getEnvironment()),
        (int) (proto.getMinuteEpochSeconds() / 60),
        proto.getCount(),
        proto.getIgnored());
  }

  private static void add(List<Transition> transitions, ProblemTransition proto) {
    InvalidField.requireBetween("transition.project_id", proto.getProjectId(), 1, 1L << 53);
    InvalidField.requireBetween("transition.problem_id", proto.getProblemId(), 1, 1L << 53);
    Transition.Kind kind;
    switch (proto.getKind()) {
      case TRANSITION_KIND_OPENED -> kind = Transition.Kind.OPENED;
      case TRANSITION_KIND_REGRESSED -> kind = Transition.Kind.REGRESSED;
      case TRANSITION_KIND_RESOLVED -> kind = Transition.Kind.RESOLVED;
      case TRANSITION_KIND_UNRESOLVED -> kind = Transition.Kind.UNRESOLVED;
      case TRANSITION_KIND_IGNORED -> kind = Transition.Kind.IGNORED;
      case TRANSITION_KIND_DELETED -> kind = Transition.Kind.DELETED;
      default -> {
        // A kind that a newer grouping knows and we do not concerns no rule of ours.
        return;
      }
    }
    transitions.add(
        new Transition(
            proto.getProjectId(),
            proto.getProblemId(),
            kind,
            Instant.ofEpochSecond(
                Math.min(Math.max(proto.getAt().getSeconds(), 0), 253_402_300_799L)),
            clean(proto.getEnvironment()),
            clean(proto.getRelease()),
            summary(proto.getProblem())));
  }

  private static ProblemSummary summary(dev.culprit.proto.alert.v1.ProblemSummary proto) {
    return new ProblemSummary(
        clean(proto.getTitle()),
        clean(proto.getMessage()),
        clean(proto.getCulprit()),
        clean(proto.getLevel()),
        clean(proto.getPlatform()));
  }

  /**
   * PostgreSQL's text takes no NUL; grouping sends none, but one bad row would hold up its batch.
   */
  private static String clean(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }
}

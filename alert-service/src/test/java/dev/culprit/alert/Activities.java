package dev.culprit.alert;

import com.google.protobuf.Timestamp;
import dev.culprit.proto.alert.v1.Activity;
import dev.culprit.proto.alert.v1.CountDelta;
import dev.culprit.proto.alert.v1.ProblemSummary;
import dev.culprit.proto.alert.v1.ProblemTransition;
import dev.culprit.proto.alert.v1.RecordActivitiesRequest;
import dev.culprit.proto.alert.v1.TransitionKind;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** Builds what grouping would send. */
final class Activities {
  static final long PROJECT = 1;
  private static final AtomicLong IDS = new AtomicLong();

  private final Clock clock;

  Activities(Clock clock) {
    this.clock = clock;
  }

  RecordActivitiesRequest events(long problemId, long count) {
    return events(problemId, "production", 0, count);
  }

  RecordActivitiesRequest events(long problemId, String environment, int minutesAgo, long count) {
    return request(activity().addCounts(delta(problemId, environment, minutesAgo, count)));
  }

  RecordActivitiesRequest transition(long problemId, TransitionKind kind) {
    return request(activity().addTransitions(change(problemId, kind)));
  }

  Activity.Builder activity() {
    return Activity.newBuilder().setId(IDS.incrementAndGet());
  }

  CountDelta delta(long problemId, String environment, int minutesAgo, long count) {
    long minute = Math.floorDiv(clock.instant().getEpochSecond(), 60L) - minutesAgo;
    return CountDelta.newBuilder()
        .setProjectId(PROJECT)
        .setProblemId(problemId)
        .setEnvironment(environment)
        .setMinuteEpochSeconds(minute * 60)
        .setCount(count)
        .build();
  }

  ProblemTransition change(long problemId, TransitionKind kind) {
    return ProblemTransition.newBuilder()
        .setProjectId(PROJECT)
        .setProblemId(problemId)
        .setKind(kind)
        .setAt(Timestamp.newBuilder().setSeconds(clock.instant().getEpochSecond()))
        .setEnvironment("production")
        .setRelease("1.4.2")
        .setProblem(
            ProblemSummary.newBuilder()
                .setTitle("OrderError")
                .setMessage("cannot place order <7>")
                .setCulprit("OrderService.place")
                .setLevel("error")
                .setPlatform("java"))
        .build();
  }

  static RecordActivitiesRequest request(Activity.Builder activity) {
    return RecordActivitiesRequest.newBuilder().addActivities(activity).build();
  }
}

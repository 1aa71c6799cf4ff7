package dev.culprit.grouping.explain;

import dev.culprit.grouping.fingerprint.Trace;
import dev.culprit.grouping.similarity.FrameDifference;
import dev.culprit.grouping.similarity.IndexLimits;
import dev.culprit.grouping.similarity.NearMatches;
import dev.culprit.grouping.similarity.Thresholds;
import dev.culprit.grouping.similarity.Verdict;
import java.util.ArrayList;
import java.util.List;

/** An event's trace beside the most alike one of a problem. */
public record TraceDifference(
    double likeness, List<FrameDifference> frames, String eventType, String problemType) {

  /** Everything that has a frame in common is shown, nothing is called the same. */
  private static final Thresholds SHOW_ALL = new Thresholds(2, 1e-9, 1);

  /** {@code problem} has at least one trace. */
  static TraceDifference of(Trace event, List<Trace> problem) {
    NearMatches one = new NearMatches(IndexLimits.DEFAULT);
    problem.forEach(trace -> one.add(1, trace));
    String type = problem.get(0).type();
    return one.judge(event, SHOW_ALL) instanceof Verdict.Perhaps perhaps
        ? new TraceDifference(perhaps.likeness(), perhaps.differences(), event.type(), type)
        : new TraceDifference(0, nothingInCommon(event, problem.get(0)), event.type(), type);
  }

  private static List<FrameDifference> nothingInCommon(Trace event, Trace problem) {
    List<FrameDifference> all = new ArrayList<>();
    for (int i = 0; i < event.frames().size(); i++) {
      all.add(new FrameDifference(event.frames().get(i), i, true));
    }
    for (int i = 0; i < problem.frames().size(); i++) {
      all.add(new FrameDifference(problem.frames().get(i), i, false));
    }
    return all;
  }
}

package dev.culprit.grouping.score.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The same fault reached from another entry: what calls the innermost three frames of the
 * application is another bug's outer part.
 */
final class CallingRoute implements Mutation {

  @Override
  public String title() {
    return "other calling route";
  }

  @Override
  public Optional<Report> apply(Report report, Chance chance) {
    if (report.isMessageOnly() || chance.others().isEmpty()) {
      return Optional.empty();
    }
    Thrown thrown = report.innermost();
    int kept = inApp(thrown.frames(), TruncatedStack.KEPT_IN_APP);
    if (kept < 0 || inApp(thrown.frames(), TruncatedStack.KEPT_IN_APP + 1) < 0) {
      return Optional.empty();
    }
    List<StackFrame> others = chance.pick(chance.others()).report().innermost().frames();
    List<StackFrame> changed = new ArrayList<>(thrown.frames().subList(0, kept + 1));
    changed.addAll(others.subList(others.size() / 2, others.size()));
    return Optional.of(report.withInnermost(thrown.withFrames(changed)));
  }

  /** Where the n-th frame of the application stands, or -1. */
  static int inApp(List<StackFrame> frames, int n) {
    int seen = 0;
    for (int i = 0; i < frames.size(); i++) {
      seen += frames.get(i).inApp() ? 1 : 0;
      if (seen == n && frames.get(i).inApp()) {
        return i;
      }
    }
    return -1;
  }
}

package dev.culprit.grouping.score.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A function that called itself does so more often: the repeated frames are repeated further. */
final class DeeperRecursion implements Mutation {

  private static final int LONGEST_CYCLE = 3;

  @Override
  public String title() {
    return "deeper recursion";
  }

  @Override
  public Optional<Report> apply(Report report, Chance chance) {
    if (report.isMessageOnly()) {
      return Optional.empty();
    }
    Thrown thrown = report.innermost();
    for (int cycle = 1; cycle <= LONGEST_CYCLE; cycle++) {
      int at = repetition(thrown.frames(), cycle);
      if (at >= 0) {
        List<StackFrame> changed = new ArrayList<>(thrown.frames());
        List<StackFrame> repeated = List.copyOf(changed.subList(at, at + cycle));
        for (int times = chance.between(1, 12); times > 0; times--) {
          changed.addAll(at, repeated);
        }
        return Optional.of(report.withInnermost(thrown.withFrames(changed)));
      }
    }
    return Optional.empty();
  }

  /** Where a sequence of this length begins that follows upon itself, or -1. */
  private static int repetition(List<StackFrame> frames, int cycle) {
    for (int at = 0; at + 2 * cycle <= frames.size(); at++) {
      boolean repeats = frames.get(at).inApp();
      for (int i = at; i < at + cycle && repeats; i++) {
        repeats = frames.get(i).isSameCode(frames.get(i + cycle));
      }
      if (repeats) {
        return at;
      }
    }
    return -1;
  }
}

package dev.culprit.grouping.score.corpus;

import java.util.List;
import java.util.Optional;

/**
 * A client or log that keeps only the first frames. What is left holds at least three of the
 * application, so that the bug can still be told.
 */
final class TruncatedStack implements Mutation {

  static final int KEPT_IN_APP = 3;

  @Override
  public String title() {
    return "truncated stack";
  }

  @Override
  public Optional<Report> apply(Report report, Chance chance) {
    if (report.isMessageOnly()) {
      return Optional.empty();
    }
    Thrown thrown = report.innermost();
    int least = least(thrown.frames());
    int size = thrown.frames().size();
    if (least < 0 || least >= size) {
      return Optional.empty();
    }
    List<StackFrame> kept = thrown.frames().subList(0, chance.between(least, size - 1));
    return Optional.of(report.withInnermost(thrown.withFrames(kept)));
  }

  private static int least(List<StackFrame> frames) {
    int seen = 0;
    for (int i = 0; i < frames.size(); i++) {
      seen += frames.get(i).inApp() ? 1 : 0;
      if (seen == KEPT_IN_APP) {
        return i + 1;
      }
    }
    return -1;
  }
}

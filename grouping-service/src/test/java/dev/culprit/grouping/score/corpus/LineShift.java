package dev.culprit.grouping.score.corpus;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A deploy that adds or removes lines above the code: each file shifts by its own amount. */
final class LineShift implements Mutation {

  @Override
  public String title() {
    return "line shift";
  }

  @Override
  public Optional<Report> apply(Report report, Chance chance) {
    if (report.isMessageOnly()) {
      return Optional.empty();
    }
    Map<String, Integer> shifts = new HashMap<>();
    return Optional.of(
        report.mapFrames(
            frame -> {
              int shift = shifts.computeIfAbsent(frame.file(), f -> chance.between(-9, 40));
              return frame.line() == 0 ? frame : frame.atLine(Math.max(1, frame.line() + shift));
            }));
  }
}

package dev.culprit.grouping.score.corpus;

import java.util.Optional;

/** A browser's report without source maps: one file with a hash, names of one letter, no source. */
final class Minified implements Mutation {

  @Override
  public String title() {
    return "minified";
  }

  @Override
  public Optional<Report> apply(Report report, Chance chance) {
    if (!report.language().equals("node") || report.isMessageOnly()) {
      return Optional.empty();
    }
    String file = "https://cdn.example.com/assets/main." + chance.hex(8) + ".js";
    return Optional.of(
        report.mapFrames(
            frame -> frame.inApp() ? minified(frame, file, chance) : frame.withoutContext()));
  }

  private static StackFrame minified(StackFrame frame, String file, Chance chance) {
    String letter = String.valueOf((char) ('a' + chance.between(0, 25)));
    return frame.named(letter).inFile(file).inModule("").atLine(1).withoutContext();
  }
}

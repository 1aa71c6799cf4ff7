package dev.culprit.grouping.score.corpus;

/** One bug, and the report of it that running code made. */
public record Seed(String bug, Report report) {

  String language() {
    return report.language();
  }
}

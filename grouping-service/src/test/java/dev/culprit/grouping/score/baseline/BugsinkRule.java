package dev.culprit.grouping.score.baseline;

import dev.culprit.grouping.score.corpus.Arrival;

/** The title with the variable parts of its message replaced; no frames. */
public final class BugsinkRule {

  private BugsinkRule() {}

  public static Object key(Arrival event) {
    return MessageParameters.replace(Reports.title(event.report()));
  }
}

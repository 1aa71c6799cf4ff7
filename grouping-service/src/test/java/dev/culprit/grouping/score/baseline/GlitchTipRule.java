package dev.culprit.grouping.score.baseline;

import dev.culprit.grouping.score.corpus.Arrival;
import dev.culprit.grouping.score.corpus.Report;
import java.util.List;

/** Title, place and sort of event; no further frames. */
public final class GlitchTipRule {

  private GlitchTipRule() {}

  public static Object key(Arrival event) {
    Report report = event.report();
    String sort = report.isMessageOnly() ? "default" : "error";
    return List.of(Reports.title(report), Reports.culprit(report), sort);
  }
}

package dev.culprit.grouping.score.baseline;

import dev.culprit.grouping.score.corpus.Arrival;
import dev.culprit.grouping.score.corpus.Report;
import java.util.List;

/** Class and first line of the backtrace, line number included; the message does not matter. */
public final class CheckendRule {

  private CheckendRule() {}

  public static Object key(Arrival event) {
    Report report = event.report();
    String first = Reports.frames(report).stream().findFirst().map(Reports::line).orElse("");
    return List.of(Reports.type(report), first);
  }
}

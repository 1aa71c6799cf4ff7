package dev.culprit.grouping.score.baseline;

import dev.culprit.grouping.score.corpus.Arrival;
import dev.culprit.grouping.score.corpus.Report;
import java.util.List;

/** Class, message and every line of the backtrace; component, action and environment are equal. */
public final class ErrbitRule {

  private ErrbitRule() {}

  public static Object key(Arrival event) {
    Report report = event.report();
    List<String> backtrace = Reports.frames(report).stream().map(Reports::line).toList();
    return List.of(Reports.type(report), Reports.message(report), backtrace);
  }
}

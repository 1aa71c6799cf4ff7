package dev.culprit.grouping.near;

import dev.culprit.grouping.fingerprint.Trace;
import dev.culprit.grouping.similarity.IndexLimits;
import dev.culprit.grouping.similarity.NearMatches;
import dev.culprit.grouping.similarity.Thresholds;
import dev.culprit.grouping.similarity.Verdict;
import dev.culprit.grouping.template.TemplateLimits;
import dev.culprit.grouping.template.TemplateMiner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands for the problems of one project: traces with frames as near matches, messages alone
 * as templates. Safe for use by many threads.
 */
public final class ProjectTraces {

  private final NearMatches nearMatches = new NearMatches(IndexLimits.DEFAULT);
  private final TemplateMiner templates = new TemplateMiner(TemplateLimits.DEFAULT);
  private final Map<String, Long> problemOfFounder = new HashMap<>();

  public synchronized void add(long problemId, Trace trace) {
    if (!trace.frames().isEmpty()) {
      nearMatches.add(problemId, trace);
    } else if (isMessageAlone(trace)) {
      String founder = templates.founder(trace.message());
      // Any other message leads to nobody but itself, and hashes do that.
      if (templates.isFounder(founder)) {
        problemOfFounder.putIfAbsent(founder, problemId);
      }
    }
  }

  /** How the event compares with the problems; what it says is remembered only by {@link #add}. */
  public synchronized Verdict judge(Trace event, Thresholds thresholds) {
    if (!event.frames().isEmpty()) {
      return nearMatches.judge(event, thresholds);
    }
    if (!isMessageAlone(event)) {
      return new Verdict.Different();
    }
    String founder = templates.founder(event.message());
    Long problemId = problemOfFounder.get(founder);
    return problemId == null || founder.equals(event.message())
        ? new Verdict.Different()
        : new Verdict.Same(problemId, 1, List.of());
  }

  /** How many traces and messages are kept. */
  public synchronized int size() {
    return nearMatches.traces() + problemOfFounder.size();
  }

  private static boolean isMessageAlone(Trace trace) {
    return trace.type().isEmpty() && !trace.message().isEmpty();
  }
}

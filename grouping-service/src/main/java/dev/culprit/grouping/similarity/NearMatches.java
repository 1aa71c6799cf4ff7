package dev.culprit.grouping.similarity;

import dev.culprit.grouping.fingerprint.Trace;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The recent problems of one project, each with a few traces that stand for it. All of it can be
 * built anew from stored problems; nothing here is the only copy. Bounded; safe for use by many
 * threads.
 */
public final class NearMatches {

  private final IndexLimits limits;
  private final TraceIndex index;
  private final Candidates candidates = new Candidates();
  private final Map<Long, List<IndexedTrace>> problems = new LinkedHashMap<>(16, 0.75f, true);

  public NearMatches(IndexLimits limits) {
    this.limits = limits;
    this.index = new TraceIndex(limits.commonFrom());
  }

  /** Lets the trace stand for the problem from now on, unless enough others or its equal do. */
  public synchronized void add(long problemId, Trace trace) {
    List<IndexedTrace> known = problems.computeIfAbsent(problemId, id -> new ArrayList<>(1));
    boolean isKnown = known.stream().anyMatch(one -> one.trace().equals(trace));
    if (!isKnown && known.size() < limits.traces()) {
      known.add(index.add(problemId, trace));
    }
    while (problems.size() > limits.problems() || index.size() > limits.allTraces()) {
      forgetLongestUnseen();
    }
  }

  private void forgetLongestUnseen() {
    Iterator<List<IndexedTrace>> oldest = problems.values().iterator();
    oldest.next().forEach(index::remove);
    oldest.remove();
  }

  /** Forgets a problem that was deleted, or merged into another. */
  public synchronized void remove(long problemId) {
    List<IndexedTrace> known = problems.remove(problemId);
    if (known != null) {
      known.forEach(index::remove);
    }
  }

  /** The problem that the event is most like, and how surely. Time does not grow with problems. */
  public synchronized Verdict judge(Trace event, Thresholds thresholds) {
    Question question = index.ask(event);
    Verdict best = new Verdict.Different();
    double bestLikeness = 0;
    for (IndexedTrace candidate : candidates.of(question, index, limits.candidates())) {
      Alignment alignment = Alignment.of(question, candidate);
      boolean isSame = isSame(alignment, thresholds);
      boolean isBetter = alignment.likeness() > bestLikeness || (isSame && !isSame(best));
      if (isBetter && (isSame || !isSame(best)) && alignment.likeness() >= thresholds.perhaps()) {
        bestLikeness = alignment.likeness();
        best = verdict(candidate.problemId(), alignment, isSame);
      }
    }
    return best;
  }

  private static boolean isSame(Verdict verdict) {
    return verdict instanceof Verdict.Same;
  }

  private static boolean isSame(Alignment alignment, Thresholds thresholds) {
    return alignment.likeness() >= thresholds.same()
        && alignment.common() >= thresholds.fewestFrames()
        && alignment.hasSameApplication();
  }

  private static Verdict verdict(long problemId, Alignment alignment, boolean isSame) {
    return isSame
        ? new Verdict.Same(problemId, alignment.likeness(), alignment.differences())
        : new Verdict.Perhaps(problemId, alignment.likeness(), alignment.differences());
  }

  /** How many traces are remembered. */
  public synchronized int traces() {
    return index.size();
  }

  /** How many problems are remembered. */
  public synchronized int size() {
    return problems.size();
  }
}

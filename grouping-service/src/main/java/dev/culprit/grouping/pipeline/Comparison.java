package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.fingerprint.Fingerprint.Layer;
import dev.culprit.grouping.fingerprint.Trace;
import dev.culprit.grouping.near.ProjectTraces;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.similarity.Thresholds;
import dev.culprit.grouping.similarity.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the events of one batch whose fingerprints nobody knows: with the problems of their
 * projects, and with each other, because one of them may open the problem that the next belongs to.
 * Takes a bounded time; what is left then is not compared.
 */
final class Comparison {

  private static final long MOST_NANOS = 200_000_000;

  private final EventKeys keys;
  private final Map<Long, ProjectTraces> known;
  private final Map<Long, ProjectTraces> ofBatch = new HashMap<>();
  private final List<FingerprintKey> founders = new ArrayList<>();
  private final long end = System.nanoTime() + MOST_NANOS;

  /** {@code known} are the traces of the projects that want near matches. */
  Comparison(EventKeys keys, Map<Long, ProjectTraces> known) {
    this.keys = keys;
    this.known = known;
  }

  /**
   * What became of one event: which problem it is like, and by what others are compared with it.
   */
  sealed interface Outcome {

    Trace trace();

    /** It opens a problem. */
    record Opens(Trace trace) implements Outcome {}

    /** It opens a problem that looks like another. */
    record OpensLike(Trace trace, long problemId, double likeness) implements Outcome {}

    /** It belongs to a stored problem. */
    record Joins(Trace trace, long problemId, double likeness) implements Outcome {}

    /** It belongs to the problem that another event of the batch opens. */
    record Follows(Trace trace, FingerprintKey founder, double likeness) implements Outcome {}
  }

  /** Whether the layer leaves room for doubt; what people or clients said does not. */
  static boolean isOpenToDoubt(Layer layer) {
    return layer != Layer.RULE && layer != Layer.CLIENT;
  }

  Outcome compare(FingerprintKey fingerprint, Layer layer, IncomingEvent event) {
    Trace trace = keys.trace(event);
    ProjectTraces stored = known.get(event.projectId());
    if (stored == null || !isOpenToDoubt(layer) || System.nanoTime() > end) {
      return new Outcome.Opens(trace);
    }
    Thresholds thresholds = keys.grouping(event).thresholds();
    Verdict verdict = stored.judge(trace, thresholds);
    if (verdict instanceof Verdict.Same same) {
      return new Outcome.Joins(trace, same.problemId(), same.likeness());
    }
    ProjectTraces batch =
        ofBatch.computeIfAbsent(event.projectId(), project -> new ProjectTraces());
    if (batch.judge(trace, thresholds) instanceof Verdict.Same same) {
      return new Outcome.Follows(trace, founders.get((int) same.problemId()), same.likeness());
    }
    batch.add(founders.size(), trace);
    founders.add(fingerprint);
    return verdict instanceof Verdict.Perhaps perhaps
        ? new Outcome.OpensLike(trace, perhaps.problemId(), perhaps.likeness())
        : new Outcome.Opens(trace);
  }
}

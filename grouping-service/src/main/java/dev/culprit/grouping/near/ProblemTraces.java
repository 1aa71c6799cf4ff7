package dev.culprit.grouping.near;

import dev.culprit.grouping.fingerprint.Trace;
import io.vertx.core.Future;
import java.util.List;

/** Reads the traces that stand for a problem, outside of transactions. */
@FunctionalInterface
public interface ProblemTraces {

  /** Oldest first; none when the problem is unknown or has none. */
  Future<List<Trace>> of(long problemId);
}

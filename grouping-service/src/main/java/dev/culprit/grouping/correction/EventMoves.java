package dev.culprit.grouping.correction;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;

/** Rows of events that have to follow corrections. */
public interface EventMoves {

  /** Runs the work unless another instance is at it. */
  Future<Boolean> alone(Supplier<Future<Void>> work);

  /** The ids of unfinished moves, oldest first; not all when there are many. */
  Future<List<Long>> unfinished();

  /**
   * Moves some thousand events and notes how far it is; two at once wait for each other.
   *
   * @return whether something may be left to move
   */
  Future<Boolean> step(long moveId);
}

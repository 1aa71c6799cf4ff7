package dev.culprit.grouping.event;

import io.vertx.core.Future;

/** Where the sequence numbers of event ids come from. */
public interface EventIds {

  /** That many sequence numbers, ascending, that nobody else has. */
  Future<long[]> take(int count);
}

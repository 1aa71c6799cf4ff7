package dev.culprit.grouping.event;

import io.vertx.core.Future;
import java.util.Collection;

/** The days that can take events. */
public interface Partitions {

  /** Makes the partitions of those days unless they are there. */
  Future<Void> ensure(Collection<Long> days);

  /** Forgets which days are there, after one of them turned out not to be. */
  void forget();
}

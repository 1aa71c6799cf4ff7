package dev.culprit.grouping.activity;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The outbox from the side of who empties it. */
public interface PendingActivities {

  /** Removes confirmed entries. */
  Future<Void> remove(Collection<Long> ids);

  /**
   * Hands entries that have waited for longer than a few seconds to the delivery, oldest first, and
   * removes them when it succeeds. Entries that another instance is delivering are passed over.
   *
   * @return how many were delivered
   */
  Future<Integer> deliverLeftovers(int most, Function<List<OutboxEntry>, Future<Void>> delivery);
}

package dev.culprit.grouping.store;

import dev.culprit.grouping.activity.ActivityOutbox;
import dev.culprit.grouping.event.EventStore;
import dev.culprit.grouping.monitor.MonitorStore;
import dev.culprit.grouping.near.TraceStore;
import dev.culprit.grouping.problem.ProblemStore;
import dev.culprit.grouping.supplement.SupplementStore;
import io.vertx.core.Future;

/**
 * What can be done in one transaction. Calls are carried out in the order they are made, without
 * waiting for each other's answers.
 */
public interface StoreTransaction {

  ProblemStore problems();

  EventStore events();

  TraceStore traces();

  SupplementStore supplements();

  MonitorStore monitors();

  ActivityOutbox outbox();

  /** Makes everything last; the last call of a unit of work. */
  Future<Void> commit();
}

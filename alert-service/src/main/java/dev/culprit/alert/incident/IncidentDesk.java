package dev.culprit.alert.incident;

import dev.culprit.alert.rule.RuleBook;
import dev.culprit.alert.rule.RuleStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Opens and closes incidents, and makes it known: over the cluster to whoever watches, and to the
 * sender of notifications. An incident notifies once, when it opens.
 */
public final class IncidentDesk {
  private final Pool database;
  private final IncidentChanges changes;
  private final Runnable wakeDelivery;
  private final Clock clock;
  private final MeterRegistry metrics;

  public IncidentDesk(
      Pool database,
      IncidentChanges changes,
      Runnable wakeDelivery,
      Clock clock,
      MeterRegistry metrics) {
    this.database = database;
    this.changes = changes;
    this.wakeDelivery = wakeDelivery;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Opens incidents inside the caller's transaction; announce the result after the commit. */
  public Future<List<IncidentChange>> open(SqlClient transaction, List<Opening> openings) {
    return IncidentStore.open(transaction, openings, clock.instant());
  }

  /** The same for incidents of problems that were resolved, ignored or deleted. */
  public Future<List<IncidentChange>> closeOfProblems(
      SqlClient transaction, Collection<Long> problemIds, CloseReason reason) {
    return problemIds.isEmpty()
        ? Future.succeededFuture(List.of())
        : IncidentStore.closeOfProblems(transaction, problemIds, reason, clock.instant());
  }

  /** Closes incidents whose condition has passed, and announces it. */
  public Future<Void> closeCalmed(Collection<Long> incidentIds) {
    return incidentIds.isEmpty()
        ? Future.succeededFuture()
        : IncidentStore.close(database, incidentIds, CloseReason.CALMED, "", clock.instant())
            .map(this::announce);
  }

  /** Opens incidents and announces them. */
  public Future<Void> openNow(List<Opening> openings) {
    return IncidentStore.open(database, openings, clock.instant()).map(this::announce);
  }

  public Future<Void> closeByHand(long incidentId, String actor) {
    return IncidentStore.close(
            database, List.of(incidentId), CloseReason.BY_HAND, actor, clock.instant())
        .compose(
            closed ->
                closed.isEmpty()
                    ? requireKnown(incidentId)
                    : Future.succeededFuture(announce(closed)));
  }

  /** Deletes a rule, and closes its incidents without notifying. */
  public Future<Void> deleteRule(RuleStore store, RuleBook book, long projectId, long ruleId) {
    return database
        .withTransaction(
            transaction ->
                IncidentStore.closeOfRule(transaction, projectId, ruleId, clock.instant())
                    .compose(closed -> store.delete(transaction, projectId, ruleId).map(closed)))
        .map(this::announce)
        .compose(done -> book.changed());
  }

  /** Call once the changes are committed. */
  public Void announce(Collection<IncidentChange> committed) {
    changes.publish(committed);
    for (IncidentChange change : committed) {
      metrics
          .counter("culprit.alert.incidents", "change", change.opened() ? "opened" : "closed")
          .increment();
    }
    if (committed.stream().anyMatch(IncidentChange::opened)) {
      wakeDelivery.run();
    }
    return null;
  }

  private Future<Void> requireKnown(long incidentId) {
    return IncidentStore.exists(database, incidentId)
        .map(
            known -> {
              if (!known) {
                throw new NoSuchElementException("there is no incident " + incidentId);
              }
              return null;
            });
  }
}

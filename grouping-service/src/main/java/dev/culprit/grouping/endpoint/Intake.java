package dev.culprit.grouping.endpoint;

import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.pipeline.BatchQueue;
import dev.culprit.grouping.pipeline.EventResult;
import dev.culprit.grouping.supplement.IncomingSupplement;
import dev.culprit.grouping.supplement.SupplementResult;
import io.vertx.core.Future;
import java.util.List;

/** Where events go, and what came beside them. */
public record Intake(
    BatchQueue<IncomingEvent, EventResult> events,
    BatchQueue<IncomingSupplement, SupplementResult> supplements) {

  /** Runs the action as soon as there is room for a batch of either. */
  void whenRoom(Runnable action) {
    events.whenRoom(() -> supplements.whenRoom(action));
  }

  Future<List<EventResult>> submitEvents(List<IncomingEvent> batch) {
    return batch.isEmpty() ? Future.succeededFuture(List.of()) : events.submit(batch);
  }

  Future<List<SupplementResult>> submitSupplements(List<IncomingSupplement> batch) {
    return batch.isEmpty() ? Future.succeededFuture(List.of()) : supplements.submit(batch);
  }
}

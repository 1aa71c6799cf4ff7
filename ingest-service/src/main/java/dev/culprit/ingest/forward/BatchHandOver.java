package dev.culprit.ingest.forward;

import dev.culprit.ingest.forward.EventBatcher.Entry;
import dev.culprit.ingest.outcome.Acceptance;
import dev.culprit.ingest.outcome.Outcome;
import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.proto.grouping.v1.GroupEventsRequest;
import dev.culprit.proto.grouping.v1.GroupedEvent;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets one batch kept, by grouping or else by the spool, and answers every event in it. New events
 * do not wait for a backlog in the spool: as soon as grouping commits again they go straight to it.
 */
final class BatchHandOver {
  private static final Logger log = LoggerFactory.getLogger(BatchHandOver.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final Context context;
  private final GroupingStream grouping;
  private final GroupingHealth health;
  private final Spool spool;
  private final ForwardMetrics metrics;

  BatchHandOver(
      Context context,
      GroupingStream grouping,
      GroupingHealth health,
      Spool spool,
      ForwardMetrics metrics) {
    this.context = context;
    this.grouping = grouping;
    this.health = health;
    this.spool = spool;
    this.metrics = metrics;
  }

  /** Always succeeds, after every event was answered. */
  Future<Void> handOver(List<Entry> batch) {
    metrics.batch(batch.size());
    List<IncomingEvent> events = batch.stream().map(Entry::event).toList();
    if (!health.isWell()) {
      return keepInSpool(events, batch);
    }
    return grouping
        .send(events)
        .compose(
            results -> {
              health.committed();
              answer(batch, results);
              return Future.<Void>succeededFuture();
            },
            cause -> {
              health.failed(cause);
              return keepInSpool(events, batch);
            });
  }

  private Future<Void> keepInSpool(List<IncomingEvent> events, List<Entry> batch) {
    byte[] record = GroupEventsRequest.newBuilder().addAllEvents(events).build().toByteArray();
    Promise<Void> answered = Promise.promise();
    spool
        .append(record, events.size())
        .onComplete(
            kept ->
                context.runOnContext(
                    turn -> {
                      Outcome outcome =
                          kept.succeeded() ? Acceptance.SPOOLED : notKept(kept.cause());
                      batch.forEach(entry -> entry.promise().complete(outcome));
                      answered.complete();
                    }));
    return answered.future();
  }

  private static Rejection notKept(Throwable cause) {
    if (!(cause instanceof SpoolFullException)) {
      log.atError().setCause(cause).log("a batch could not be written to the spool");
    }
    return new Rejection.Overloaded(
        "Events cannot be stored at the moment, and the spool cannot take more", RETRY_AFTER);
  }

  private void answer(List<Entry> batch, List<GroupedEvent> results) {
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).promise().complete(outcome(results.get(i)));
    }
  }

  private static Outcome outcome(GroupedEvent result) {
    if (!result.getRejection().isEmpty()) {
      return new Rejection.Malformed("", result.getRejection());
    }
    return new Acceptance(
        true,
        result.getEventId(),
        result.getProblemId(),
        result.getDeduplicated(),
        result.getOccurrenceCount());
  }
}

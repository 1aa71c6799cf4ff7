package dev.culprit.ingest.forward;

import com.google.protobuf.Timestamp;
import dev.culprit.ingest.outcome.Outcome;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Supplement;
import io.vertx.core.Future;
import java.time.Instant;

/**
 * Takes finished events of one event loop and tells when they are kept. Gives each its identity,
 * which it keeps on every further way.
 */
public final class EventForwarder {
  private final EventBatcher batcher;
  private final GroupingStream stream;

  EventForwarder(EventBatcher batcher, GroupingStream stream) {
    this.batcher = batcher;
    this.stream = stream;
  }

  public Future<Outcome> forward(long projectId, Event event, Instant receivedAt) {
    return batcher.add(
        incoming(projectId, receivedAt)
            .setEventUid(EventUids.of(event.getClientEventId(), receivedAt))
            .setEvent(event.toByteString())
            .build());
  }

  /** The same way for what came beside events. */
  public Future<Outcome> forward(
      long projectId, Supplement supplement, boolean hasOwnTime, Instant receivedAt) {
    return batcher.add(
        incoming(projectId, receivedAt)
            .setEventUid(SupplementUids.of(supplement, hasOwnTime, receivedAt))
            .setSupplement(supplement)
            .build());
  }

  private static IncomingEvent.Builder incoming(long projectId, Instant receivedAt) {
    return IncomingEvent.newBuilder()
        .setProjectId(projectId)
        .setReceivedAt(
            Timestamp.newBuilder()
                .setSeconds(receivedAt.getEpochSecond())
                .setNanos(receivedAt.getNano()));
  }

  /** Completes when every event given so far is kept or refused. */
  public Future<Void> drain() {
    return batcher.drain();
  }

  public void close() {
    stream.close();
  }
}

package dev.culprit.ingest.forward;

import com.google.protobuf.Timestamp;
import dev.culprit.ingest.outcome.Outcome;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import dev.culprit.proto.ingest.v1.Event;
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
        IncomingEvent.newBuilder()
            .setProjectId(projectId)
            .setEventUid(EventUids.of(event.getClientEventId(), receivedAt))
            .setReceivedAt(
                Timestamp.newBuilder()
                    .setSeconds(receivedAt.getEpochSecond())
                    .setNanos(receivedAt.getNano()))
            .setEvent(event.toByteString())
            .build());
  }

  /** Completes when every event given so far is kept or refused. */
  public Future<Void> drain() {
    return batcher.drain();
  }

  public void close() {
    stream.close();
  }
}

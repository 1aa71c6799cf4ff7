package dev.culprit.ingest.forward;

import io.grpc.Channel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What all event loops share on the way to grouping: the channel, its health and the spool. */
public final class Forwarding {
  private final Vertx vertx;
  private final Channel grouping;
  private final Duration timeout;
  private final GroupingHealth health;
  private final Spool spool;
  private final ForwardMetrics metrics;
  private @Nullable Context replayContext;
  private @Nullable SpoolReplay replay;

  public Forwarding(
      Vertx vertx,
      Channel grouping,
      Duration timeout,
      GroupingHealth health,
      Spool spool,
      ForwardMetrics metrics) {
    this.vertx = vertx;
    this.grouping = grouping;
    this.timeout = timeout;
    this.health = health;
    this.spool = spool;
    this.metrics = metrics;
  }

  /** A forwarder that belongs to one event loop. */
  public EventForwarder forwarder(Context context, int mostWaitingEvents, long mostWaitingBytes) {
    GroupingStream stream = new GroupingStream(vertx, context, grouping, timeout);
    BatchHandOver handOver = new BatchHandOver(context, stream, health, spool, metrics);
    return new EventForwarder(
        new EventBatcher(vertx, handOver, mostWaitingEvents, mostWaitingBytes), stream);
  }

  public void startReplay() {
    Context context = vertx.getOrCreateContext();
    SpoolReplay started =
        new SpoolReplay(
            vertx, spool, new GroupingStream(vertx, context, grouping, timeout), health, metrics);
    replayContext = context;
    replay = started;
    context.runOnContext(turn -> started.start());
  }

  public Future<Void> stopReplay() {
    Context context = replayContext;
    SpoolReplay running = replay;
    if (context == null || running == null) {
      return Future.succeededFuture();
    }
    Promise<Void> stopped = Promise.promise();
    context.runOnContext(turn -> running.stop().onComplete(stopped));
    return stopped.future();
  }
}

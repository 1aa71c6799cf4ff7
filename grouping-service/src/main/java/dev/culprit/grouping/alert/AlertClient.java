package dev.culprit.grouping.alert;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.culprit.grouping.activity.OutboxEntry;
import dev.culprit.grouping.activity.PendingActivities;
import dev.culprit.proto.alert.v1.Activity;
import dev.culprit.proto.alert.v1.ActivityServiceGrpc;
import dev.culprit.proto.alert.v1.RecordActivitiesRequest;
import dev.culprit.proto.alert.v1.RecordActivitiesResponse;
import dev.culprit.runtime.grpc.Unary;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers activity: what was just committed at once, several in a call when several wait, and what
 * was left over from failures or lost instances a few seconds later. The table is the truth; the
 * memory only saves time, so it is bounded and what does not fit is left to the table. Runs on one
 * event loop; {@link #offer} may be called from anywhere.
 */
public final class AlertClient {

  private static final Logger log = LoggerFactory.getLogger(AlertClient.class);
  private static final int MOST_WAITING = 10_000;
  private static final int MOST_IN_A_CALL = 500;
  private static final int MOST_BYTES_IN_A_CALL = 8 << 20;
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final Duration SWEEP = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final Context context;
  private final ManagedChannel channel;
  private final PendingActivities pending;
  private final Counter delivered;
  private final Counter failures;
  private final ArrayDeque<OutboxEntry> waiting = new ArrayDeque<>();
  private boolean isDelivering;
  private boolean isSweeping;
  private boolean isAway;
  private boolean isStopped;
  private long timer = -1;

  public AlertClient(
      Vertx vertx, ManagedChannel channel, PendingActivities pending, MeterRegistry metrics) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.channel = channel;
    this.pending = pending;
    this.delivered = metrics.counter("culprit.grouping.activities.delivered");
    this.failures = metrics.counter("culprit.grouping.activities.failures");
    metrics.gauge("culprit.grouping.activities.waiting", waiting, ArrayDeque::size);
  }

  public void start() {
    timer = vertx.setPeriodic(SWEEP.toMillis(), id -> context.runOnContext(ignored -> sweep()));
  }

  /** Gives up what waits; it stands in the table. */
  public void stop() {
    vertx.cancelTimer(timer);
    context.runOnContext(
        ignored -> {
          isStopped = true;
          waiting.clear();
        });
  }

  /** Takes an activity that is committed; returns at once. */
  public void offer(OutboxEntry entry) {
    context.runOnContext(
        ignored -> {
          // As long as alert is away only the sweep tries, so that the failures do not add up.
          if (!isStopped && !isAway && waiting.size() < MOST_WAITING) {
            waiting.add(entry);
            deliver();
          }
        });
  }

  private void deliver() {
    if (isDelivering || waiting.isEmpty()) {
      return;
    }
    isDelivering = true;
    List<OutboxEntry> entries = new ArrayList<>();
    while (!waiting.isEmpty() && entries.size() < MOST_IN_A_CALL) {
      entries.add(waiting.remove());
    }
    send(entries)
        .compose(ignored -> pending.remove(entries.stream().map(OutboxEntry::id).toList()))
        .onComplete(
            done -> {
              isDelivering = false;
              deliver();
            });
  }

  private void away(Throwable failure) {
    failures.increment();
    if (!isAway) {
      log.atWarn()
          .addKeyValue("reason", failure.toString())
          .log("Alert does not take activities; they are kept and sent again");
    }
    isAway = true;
    waiting.clear();
  }

  /** Also what finds out that alert is back. */
  private void sweep() {
    if (isSweeping || isStopped) {
      return;
    }
    isSweeping = true;
    pending
        .deliverLeftovers(MOST_IN_A_CALL, this::send)
        .onComplete(
            done -> {
              isSweeping = false;
              // A failure of the database is no news of alert.
              if (done.succeeded() && done.result() == MOST_IN_A_CALL) {
                sweep();
              } else if (done.succeeded()) {
                back();
              }
            });
  }

  private void back() {
    if (isAway) {
      log.info("Alert takes activities again");
    }
    isAway = false;
  }

  /** In as many calls as the size of a message asks for. */
  private Future<Void> send(List<OutboxEntry> entries) {
    Future<Void> sent = Future.succeededFuture();
    int from = 0;
    long bytes = 0;
    for (int i = 0; i < entries.size(); i++) {
      int more = entries.get(i).body().length;
      if (i > from && bytes + more > MOST_BYTES_IN_A_CALL) {
        List<OutboxEntry> some = entries.subList(from, i);
        sent = sent.compose(done -> sendTogether(some));
        from = i;
        bytes = 0;
      }
      bytes += more;
    }
    List<OutboxEntry> last = entries.subList(from, entries.size());
    return sent.compose(done -> last.isEmpty() ? Future.succeededFuture() : sendTogether(last));
  }

  private Future<Void> sendTogether(List<OutboxEntry> entries) {
    RecordActivitiesRequest.Builder request = RecordActivitiesRequest.newBuilder();
    for (OutboxEntry entry : entries) {
      request.addActivities(read(entry));
    }
    return Unary.call(context, this::record, request.build())
        .onSuccess(ignored -> delivered.increment(entries.size()))
        .onFailure(this::away)
        .mapEmpty();
  }

  private void record(
      RecordActivitiesRequest request, StreamObserver<RecordActivitiesResponse> observer) {
    ActivityServiceGrpc.newStub(channel)
        .withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
        .recordActivities(request, observer);
  }

  private static Activity read(OutboxEntry entry) {
    try {
      return Activity.newBuilder().mergeFrom(entry.body()).setId(entry.id()).build();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Activity " + entry.id() + " cannot be read", e);
    }
  }
}

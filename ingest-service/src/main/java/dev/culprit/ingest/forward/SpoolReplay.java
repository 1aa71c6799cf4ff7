package dev.culprit.ingest.forward;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.culprit.proto.grouping.v1.GroupEventsRequest;
import dev.culprit.proto.grouping.v1.GroupedEvent;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the spool to grouping in the order it was written, one batch after the other, from the
 * start of the process on. It is also how a failed grouping is found well again: while there is a
 * backlog, its oldest batch is what is tried. Segments are deleted when all of them is committed; a
 * crash in between only sends some events twice, which counts once.
 */
final class SpoolReplay {
  private static final Logger log = LoggerFactory.getLogger(SpoolReplay.class);
  private static final long IDLE_MS = 250;
  private static final long FIRST_RETRY_MS = 250;
  private static final long LONGEST_RETRY_MS = 3_000;
  private static final int MOST_EVENTS = 500;
  private static final int MOST_BYTES = 2 << 20;

  private final Vertx vertx;
  private final Spool spool;
  private final GroupingStream grouping;
  private final GroupingHealth health;
  private final ForwardMetrics metrics;
  private final StubbornBatch stubborn;
  private @Nullable SpoolSegment segment;
  private int nextRecord;
  private long retryMs = FIRST_RETRY_MS;
  private boolean stopped;
  private @Nullable Promise<Void> idle;

  SpoolReplay(
      Vertx vertx,
      Spool spool,
      GroupingStream grouping,
      GroupingHealth health,
      ForwardMetrics metrics) {
    this.vertx = vertx;
    this.spool = spool;
    this.grouping = grouping;
    this.health = health;
    this.metrics = metrics;
    this.stubborn = new StubbornBatch(health);
  }

  void start() {
    round();
  }

  /** Completes when the batch under way, if any, has been answered. */
  Future<Void> stop() {
    stopped = true;
    Promise<Void> promise = idle;
    return promise == null ? Future.succeededFuture() : promise.future();
  }

  private void round() {
    if (stopped) {
      return;
    }
    Promise<Void> working = Promise.promise();
    idle = working;
    step()
        .onComplete(
            progress -> {
              idle = null;
              working.complete();
              if (progress.failed()) {
                log.atError().setCause(progress.cause()).log("the spool could not be read");
              }
              schedule(progress.succeeded() && progress.result());
            });
  }

  private void schedule(boolean progress) {
    if (progress) {
      retryMs = FIRST_RETRY_MS;
      vertx.runOnContext(turn -> round());
    } else if (segment == null) {
      vertx.setTimer(IDLE_MS, id -> round());
    } else {
      vertx.setTimer(retryMs, id -> round());
      retryMs = Math.min(2 * retryMs, LONGEST_RETRY_MS);
    }
  }

  /** True when something was delivered, so that there may be more to do at once. */
  private Future<Boolean> step() {
    SpoolSegment current = segment;
    if (current != null) {
      return nextRecord < current.records().size() ? deliver(current) : finish(current);
    }
    if (spool.isEmpty()) {
      if (!health.isWell()) {
        health.tryAgain();
      }
      return Future.succeededFuture(false);
    }
    return onThisContext(spool.oldest())
        .map(
            oldest -> {
              segment = oldest.orElse(null);
              nextRecord = 0;
              return oldest.isPresent();
            });
  }

  private Future<Boolean> deliver(SpoolSegment current) {
    List<IncomingEvent> events = new ArrayList<>();
    int upTo = gather(current, events);
    if (events.isEmpty()) {
      nextRecord = upTo;
      return Future.succeededFuture(true);
    }
    return grouping
        .send(events)
        .recover(
            cause -> {
              health.failed(cause);
              return stubborn.failed(cause)
                  ? onThisContext(stubborn.sendOneByOne(grouping, spool, events))
                  : Future.failedFuture(cause);
            })
        .map(
            results -> {
              health.committed();
              stubborn.committed();
              nextRecord = upTo;
              note(results);
              return true;
            })
        .otherwise(false);
  }

  /** Puts small records together into one batch; answers the first record that is not in it. */
  private int gather(SpoolSegment current, List<IncomingEvent> events) {
    int record = nextRecord;
    long bytes = 0;
    while (record < current.records().size()) {
      byte[] next = current.records().get(record);
      GroupEventsRequest batch = parse(next);
      boolean fits = bytes + next.length <= MOST_BYTES;
      if (!events.isEmpty() && (!fits || events.size() + batch.getEventsCount() > MOST_EVENTS)) {
        break;
      }
      bytes += next.length;
      events.addAll(batch.getEventsList());
      record++;
    }
    return record;
  }

  private static GroupEventsRequest parse(byte[] record) {
    try {
      return GroupEventsRequest.parseFrom(record);
    } catch (InvalidProtocolBufferException e) {
      // The checksum was right, so this was written by an incompatible version.
      log.atError().setCause(e).log("a record of the spool could not be read and was skipped");
      return GroupEventsRequest.getDefaultInstance();
    }
  }

  private void note(List<GroupedEvent> results) {
    int rejected = 0;
    for (GroupedEvent result : results) {
      if (!result.getRejection().isEmpty()) {
        rejected++;
        log.atWarn()
            .addKeyValue("reason", result.getRejection())
            .log("a spooled event cannot be stored");
      }
    }
    metrics.replayed(results.size() - rejected, rejected);
  }

  private Future<Boolean> finish(SpoolSegment current) {
    return onThisContext(spool.remove(current))
        .map(
            removed -> {
              segment = null;
              return true;
            });
  }

  private <T> Future<T> onThisContext(Future<T> future) {
    Promise<T> promise = Promise.promise();
    Context context = vertx.getOrCreateContext();
    future.onComplete(result -> context.runOnContext(turn -> promise.handle(result)));
    return promise.future();
  }
}

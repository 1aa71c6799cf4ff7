package dev.culprit.ingest.forward;

import dev.culprit.proto.grouping.v1.GroupEventsRequest;
import dev.culprit.proto.grouping.v1.GroupedEvent;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A safety net under the replay: a batch that grouping refuses again and again while it commits
 * others must not hold up the spool for ever. Its events are then sent one by one, and those that
 * fail even alone are set aside in a file, loudly.
 */
final class StubbornBatch {
  private static final Logger log = LoggerFactory.getLogger(StubbornBatch.class);
  private static final int FAILURES_BEFORE_SUSPICION = 5;

  private final GroupingHealth health;
  private int failures;
  private long commitsBefore;

  StubbornBatch(GroupingHealth health) {
    this.health = health;
  }

  void committed() {
    failures = 0;
  }

  /** Notes a failure; true when the batch itself must be to blame. */
  boolean failed(Throwable cause) {
    if (!(cause instanceof BatchFailedException)) {
      failures = 0;
      return false;
    }
    if (failures++ == 0) {
      commitsBefore = health.commits();
    }
    if (failures < FAILURES_BEFORE_SUSPICION) {
      return false;
    }
    if (health.commits() > commitsBefore) {
      return true;
    }
    // New events find out whether it is grouping or the batch.
    health.tryAgain();
    return false;
  }

  /** Sends every event alone; completes when each is committed or set aside. */
  Future<List<GroupedEvent>> sendOneByOne(
      GroupingStream grouping, Spool spool, List<IncomingEvent> events) {
    failures = 0;
    List<GroupedEvent> results = new ArrayList<>();
    Future<Void> done = Future.succeededFuture();
    for (IncomingEvent event : events) {
      done =
          done.compose(
              before ->
                  grouping
                      .send(List.of(event))
                      .compose(
                          result -> {
                            results.addAll(result);
                            return Future.succeededFuture();
                          },
                          cause -> setAside(event, cause, spool)));
    }
    return done.map(results);
  }

  private static Future<Void> setAside(IncomingEvent event, Throwable cause, Spool spool) {
    if (!(cause instanceof BatchFailedException)) {
      return Future.failedFuture(cause);
    }
    log.atError()
        .addKeyValue("project", event.getProjectId())
        .addKeyValue("reason", String.valueOf(cause.getMessage()))
        .log("an acknowledged event cannot be stored and was set aside in the spool's directory");
    return spool.setAside(GroupEventsRequest.newBuilder().addEvents(event).build().toByteArray());
  }
}

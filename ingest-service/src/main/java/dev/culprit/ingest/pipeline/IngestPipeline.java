package dev.culprit.ingest.pipeline;

import dev.culprit.ingest.forward.EventForwarder;
import dev.culprit.ingest.limit.RateLimiter;
import dev.culprit.ingest.outcome.Acceptance;
import dev.culprit.ingest.outcome.Outcome;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.ingest.project.ProjectKey;
import dev.culprit.ingest.project.ProjectKeys;
import dev.culprit.ingest.refusal.RefusalBook;
import dev.culprit.ingest.scrub.EventScrubber;
import dev.culprit.proto.ingest.v1.Event;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one event through ingest, the same for every wire: cheap and certain refusals first.
 *
 * <p>What an acknowledgement promises: the event is kept. Either grouping has committed it to
 * PostgreSQL, grouped and counted, and its ids are told; or grouping could not be reached or could
 * not commit, and the event is synced to this instance's spool, from which it is delivered later,
 * also after a crash. In both cases it is scrubbed, and sending it again under the same client
 * event id counts once. A refusal promises nothing, except that its code is counted.
 *
 * <p>One pipeline belongs to one event loop; its futures complete there.
 */
public final class IngestPipeline {
  private static final Logger log = LoggerFactory.getLogger(IngestPipeline.class);

  private final Context context;
  private final Clock clock;
  private final ProjectKeys keys;
  private final RateLimiter limiter;
  private final EventScrubber scrubber;
  private final EventForwarder forwarder;
  private final RefusalBook refusals;
  private final PipelineMetrics metrics;

  public IngestPipeline(
      Context context,
      Clock clock,
      ProjectKeys keys,
      RateLimiter limiter,
      EventScrubber scrubber,
      EventForwarder forwarder,
      RefusalBook refusals,
      PipelineMetrics metrics) {
    this.context = context;
    this.clock = clock;
    this.keys = keys;
    this.limiter = limiter;
    this.scrubber = scrubber;
    this.forwarder = forwarder;
    this.refusals = refusals;
    this.metrics = metrics;
  }

  /** Tells what became of the event; fails only when something is broken here. */
  public Future<Outcome> accept(Arrival arrival) {
    Passage passage = new Passage(arrival, clock.instant());
    return authenticate(passage)
        .compose(this::limit)
        .compose(this::decodeAndScrub)
        .compose(this::forward)
        .transform(result -> settle(passage, result.result(), result.cause()));
  }

  /** As {@link #accept(Arrival)}, when it is known already whose event it is. */
  public Future<Outcome> accept(ProjectKey key, Arrival arrival) {
    Passage passage = new Passage(arrival, clock.instant()).with(key);
    return limit(passage)
        .compose(this::decodeAndScrub)
        .compose(this::forward)
        .transform(result -> settle(passage, result.result(), result.cause()));
  }

  /**
   * Whose key it is, for wires whose requests may hold many events or none; fails with a refusal,
   * which is counted.
   */
  public Future<ProjectKey> identify(@Nullable String key) {
    return onThisContext(keys.find(key))
        .onFailure(
            cause -> {
              if (cause instanceof Refused refused) {
                refusals.note(RefusalBook.NO_PROJECT, refused.rejection());
              }
            });
  }

  /** Counts a refusal that a wire found out before there was an event to read. */
  public Future<Outcome> refuse(@Nullable String key, Rejection rejection) {
    return onThisContext(keys.find(key))
        .map(found -> found.project().id())
        .otherwise(RefusalBook.NO_PROJECT)
        .map(
            project -> {
              refusals.note(project, rejection);
              return rejection;
            });
  }

  private Future<Passage> authenticate(Passage passage) {
    return onThisContext(keys.find(passage.arrival.key())).map(passage::with);
  }

  private Future<Passage> limit(Passage passage) {
    return onThisContext(limiter.admit(passage.key())).map(passage);
  }

  /** On the event loop, except for the few that would take it too long. */
  private Future<Passage> decodeAndScrub(Passage passage) {
    return passage.arrival.isLarge()
        ? context.executeBlocking(() -> scrub(decode(passage)), false)
        : Future.succeededFuture(scrub(decode(passage)));
  }

  private Passage decode(Passage passage) {
    Event.Builder event = passage.arrival.decoder().decode();
    return passage.with(event.setWire(passage.arrival.wire()));
  }

  private Passage scrub(Passage passage) {
    return passage.with(
        scrubber.scrub(passage.decoded(), passage.key().project().scrubRules(), passage.received));
  }

  private Future<Outcome> forward(Passage passage) {
    return forwarder.forward(passage.key().project().id(), passage.event(), passage.received);
  }

  private Future<Outcome> settle(
      Passage passage, @Nullable Outcome outcome, @Nullable Throwable failure) {
    if (outcome instanceof Acceptance acceptance) {
      metrics.accepted(
          passage.arrival.wire(), acceptance, System.nanoTime() - passage.startedNanos);
      return Future.succeededFuture(outcome);
    }
    Rejection rejection =
        outcome instanceof Rejection refused
            ? refused
            : failure instanceof Refused refused ? refused.rejection() : null;
    if (rejection == null) {
      log.atError().setCause(failure).log("an event could not be processed");
      return Future.failedFuture(failure);
    }
    refusals.note(passage.projectId(), rejection);
    return Future.succeededFuture(rejection);
  }

  /** Caches answer at once; what had to ask the database answers elsewhere and comes back here. */
  private <T> Future<T> onThisContext(Future<T> future) {
    if (future.isComplete()) {
      return future;
    }
    Promise<T> promise = Promise.promise();
    future.onComplete(result -> context.runOnContext(turn -> promise.handle(result)));
    return promise.future();
  }
}

package dev.culprit.ingest.pipeline;

import dev.culprit.ingest.forward.EventForwarder;
import dev.culprit.ingest.limit.RateLimiter;
import dev.culprit.ingest.outcome.Acceptance;
import dev.culprit.ingest.outcome.Outcome;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.ingest.project.ProjectKey;
import dev.culprit.ingest.refusal.RefusalBook;
import dev.culprit.ingest.scrub.SupplementScrubber;
import dev.culprit.ingest.supplement.SupplementSink;
import dev.culprit.proto.ingest.v1.Supplement;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of what comes beside events, under the promise of {@link IngestPipeline}: limit → scrub →
 * forward. It has a budget of its own, as large as that of events: a flood of sessions must not
 * shut out errors.
 *
 * <p>One pipeline belongs to one event loop; its futures complete there.
 */
public final class SupplementPipeline implements SupplementSink {
  private static final Logger log = LoggerFactory.getLogger(SupplementPipeline.class);
  private static final int LARGE = 64 << 10;

  private final Context context;
  private final Clock clock;
  private final RateLimiter limiter;
  private final SupplementScrubber scrubber;
  private final EventForwarder forwarder;
  private final RefusalBook refusals;
  private final PipelineMetrics metrics;

  public SupplementPipeline(
      Context context,
      Clock clock,
      RateLimiter limiter,
      SupplementScrubber scrubber,
      EventForwarder forwarder,
      RefusalBook refusals,
      PipelineMetrics metrics) {
    this.context = context;
    this.clock = clock;
    this.limiter = limiter;
    this.scrubber = scrubber;
    this.forwarder = forwarder;
    this.refusals = refusals;
    this.metrics = metrics;
  }

  @Override
  public Future<Outcome> accept(ProjectKey key, Supplement.Builder supplement) {
    Instant received = clock.instant();
    boolean hasOwnTime = supplement.hasOccurredAt();
    return onThisContext(limiter.admit(key))
        .compose(admitted -> scrub(key, supplement, received))
        .compose(scrubbed -> forwarder.forward(key.project().id(), scrubbed, hasOwnTime, received))
        .transform(result -> settle(key, supplement, result.result(), result.cause()));
  }

  private Future<Supplement> scrub(
      ProjectKey key, Supplement.Builder supplement, Instant received) {
    boolean isLarge =
        supplement.hasAttachment()
            && supplement.getAttachment().getAttachment().getData().size() > LARGE;
    return isLarge
        ? context.executeBlocking(
            () -> scrubber.scrub(supplement, key.project().scrubRules(), received), false)
        : Future.succeededFuture(scrubber.scrub(supplement, key.project().scrubRules(), received));
  }

  private Future<Outcome> settle(
      ProjectKey key,
      Supplement.Builder supplement,
      @Nullable Outcome outcome,
      @Nullable Throwable failure) {
    if (outcome instanceof Acceptance acceptance) {
      metrics.acceptedBeside(supplement.getKindCase(), acceptance);
      return Future.succeededFuture(outcome);
    }
    Rejection rejection =
        outcome instanceof Rejection refused
            ? refused
            : failure instanceof Refused refused ? refused.rejection() : null;
    if (rejection == null) {
      log.atError().setCause(failure).log("a supplement could not be processed");
      return Future.failedFuture(failure);
    }
    refusals.note(key.project().id(), rejection);
    return Future.succeededFuture(rejection);
  }

  private <T> Future<T> onThisContext(Future<T> future) {
    if (future.isComplete()) {
      return future;
    }
    Promise<T> promise = Promise.promise();
    future.onComplete(result -> context.runOnContext(turn -> promise.handle(result)));
    return promise.future();
  }
}

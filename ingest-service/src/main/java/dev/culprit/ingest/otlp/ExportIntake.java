package dev.culprit.ingest.otlp;

import dev.culprit.ingest.outcome.Acceptance;
import dev.culprit.ingest.outcome.Outcome;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.ingest.pipeline.Arrival;
import dev.culprit.ingest.pipeline.EventRules;
import dev.culprit.ingest.pipeline.IngestPipeline;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Wire;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request: whose it is, what exceptions are in it, and each of them through the
 * pipeline. When one cannot be taken now, the request is refused as a whole and the client sends it
 * again; what was kept of it already counts once. One that can never be taken spoils nothing but
 * itself. Belongs to one event loop.
 */
public final class ExportIntake {
  private static final int LARGE = 64 << 10;
  private static final int MOST_IN_A_TURN = 50;
  private static final int MOST_UNSETTLED = 500;
  private static final Rejection CROWDED =
      new Rejection.Overloaded("Too many requests are being read", Duration.ofSeconds(1));

  private final Context context;
  private final IngestPipeline pipeline;
  private final RecentOccurrences recent;
  private final ExportRoom room;

  ExportIntake(
      Context context, IngestPipeline pipeline, RecentOccurrences recent, ExportRoom room) {
    this.context = context;
    this.pipeline = pipeline;
    this.recent = recent;
    this.room = room;
  }

  /**
   * Reads a request of about so many bytes and takes what is in it; fails only when something is
   * broken here.
   */
  Future<ExportOutcome> take(@Nullable String key, long bytes, Supplier<ExportContent> reader) {
    if (!room.enter(bytes)) {
      return refuse(key, new Refused(CROWDED));
    }
    return pipeline
        .identify(key)
        .transform(
            owner ->
                owner.succeeded()
                    ? take(key, owner.result().project().id(), bytes, reader)
                    : refusal(owner.cause()))
        .onComplete(done -> room.leave(bytes));
  }

  private Future<ExportOutcome> take(
      @Nullable String key, long projectId, long bytes, Supplier<ExportContent> reader) {
    return read(bytes, reader)
        .transform(
            content ->
                content.succeeded()
                    ? new Export(key, projectId, noteRejected(key, content.result())).run()
                    : refuse(key, content.cause()));
  }

  /** Counts the records that were rejected while the request was read. */
  private ExportContent noteRejected(@Nullable String key, ExportContent content) {
    for (int i = 0; i < content.rejected(); i++) {
      pipeline.refuse(key, new Rejection.Malformed("", content.complaint()));
    }
    return content;
  }

  /** Large requests one after the other and off the event loop. */
  private Future<ExportContent> read(long bytes, Supplier<ExportContent> reader) {
    if (bytes > LARGE) {
      return context.executeBlocking(reader::get);
    }
    try {
      return Future.succeededFuture(reader.get());
    } catch (Refused refused) {
      return Future.failedFuture(refused);
    }
  }

  /** Counts what was refused before there was an event, and gives it as the outcome. */
  Future<ExportOutcome> refuse(@Nullable String key, Throwable cause) {
    return cause instanceof Refused refused
        ? pipeline.refuse(key, refused.rejection()).compose(counted -> refusal(cause))
        : Future.failedFuture(cause);
  }

  private static Future<ExportOutcome> refusal(Throwable cause) {
    return cause instanceof Refused refused
        ? Future.succeededFuture(new ExportOutcome.Refusal(refused.rejection()))
        : Future.failedFuture(cause);
  }

  /** One request's exceptions on their way, a few at a time so that others get their turn. */
  private final class Export {
    private final @Nullable String key;
    private final long projectId;
    private final ExportContent content;
    private final Promise<ExportOutcome> done = Promise.promise();
    private int next;
    private int unsettled;
    private boolean scheduled;
    private long rejected;
    private String complaint;
    private @Nullable Rejection refusal;

    Export(@Nullable String key, long projectId, ExportContent content) {
      this.key = key;
      this.projectId = projectId;
      this.content = content;
      this.rejected = content.rejected();
      this.complaint = content.complaint();
    }

    Future<ExportOutcome> run() {
      pump();
      return done.future();
    }

    private void pump() {
      scheduled = false;
      int turn = MOST_IN_A_TURN;
      while (hasNext() && unsettled < MOST_UNSETTLED && turn-- > 0) {
        start(content.occurrences().get(next++));
      }
      if (hasNext() && unsettled < MOST_UNSETTLED) {
        schedule();
      } else if (!hasNext() && unsettled == 0) {
        done.tryComplete(outcome());
      }
    }

    private boolean hasNext() {
      return refusal == null && next < content.occurrences().size();
    }

    private void schedule() {
      if (!scheduled) {
        scheduled = true;
        context.runOnContext(turn -> pump());
      }
    }

    private void start(Occurrence occurrence) {
      RecentOccurrences.Met met = recent.meet(projectId, occurrence);
      if (met.isKept()) {
        return;
      }
      unsettled++;
      pipeline
          .accept(
              new Arrival(Wire.WIRE_OTLP, key, occurrence.isLarge(), () -> event(occurrence, met)))
          .onComplete(result -> settle(met, result));
    }

    private static Event.Builder event(Occurrence occurrence, RecentOccurrences.Met met) {
      Event.Builder event = occurrence.toEvent().setClientEventId(occurrence.id());
      if (met.at().getSeconds() != 0) {
        event.setOccurredAt(met.at());
      }
      return EventRules.requireUsable(event);
    }

    private void settle(RecentOccurrences.Met met, AsyncResult<Outcome> result) {
      unsettled--;
      if (result.failed()) {
        reject("An exception could not be processed");
      } else if (result.result() instanceof Acceptance) {
        met.keep();
      } else if (result.result() instanceof Rejection rejection) {
        settle(rejection);
      }
      schedule();
    }

    private void settle(Rejection rejection) {
      boolean forAll =
          !rejection.retryAfter().isZero() || rejection instanceof Rejection.UnknownKey;
      if (!forAll) {
        reject(rejection.reason());
      } else if (refusal == null || refusal.retryAfter().compareTo(rejection.retryAfter()) < 0) {
        refusal = rejection;
      }
    }

    private void reject(String reason) {
      rejected++;
      complaint = complaint.isEmpty() ? reason : complaint;
    }

    private ExportOutcome outcome() {
      return refusal == null
          ? new ExportOutcome.Kept(rejected, complaint)
          : new ExportOutcome.Refusal(refusal);
    }
  }
}

package dev.culprit.grouping.correction;

import dev.culprit.grouping.activity.OutboxEntry;
import dev.culprit.grouping.command.RefusedCommandException;
import dev.culprit.grouping.problem.KnownProblems;
import dev.culprit.grouping.watch.ProblemChange;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What people correct. Caches, watchers and alert hear of it after the commit; then the stored
 * events begin to follow.
 */
public final class Corrections {

  /** Each may hold a connection for long, and ingestion needs most of them. */
  private static final int MOST_AT_ONCE = 4;

  private final AtomicInteger inHand = new AtomicInteger();
  private final CorrectionStore store;
  private final KnownProblems known;
  private final Consumer<List<ProblemChange>> changes;
  private final Consumer<OutboxEntry> alert;
  private final Runnable mover;
  private final KnownSplits splits;

  /** {@code mover} is told when stored events have to follow; it must return at once. */
  public Corrections(
      CorrectionStore store,
      KnownProblems known,
      Consumer<List<ProblemChange>> changes,
      Consumer<OutboxEntry> alert,
      Runnable mover,
      KnownSplits splits) {
    this.store = store;
    this.known = known;
    this.changes = changes;
    this.alert = alert;
    this.mover = mover;
    this.splits = splits;
  }

  /** Succeeds when later events follow the correction. */
  public Future<CorrectionOutcome> carryOut(Correction correction) {
    if (inHand.incrementAndGet() > MOST_AT_ONCE) {
      inHand.decrementAndGet();
      return Future.failedFuture(
          new RefusedCommandException("others are being corrected; try again in a moment"));
    }
    return store
        .carryOut(correction)
        .onComplete(done -> inHand.decrementAndGet())
        .compose(this::tell);
  }

  private Future<CorrectionOutcome> tell(CorrectionOutcome outcome) {
    outcome.entry().ifPresent(alert);
    if (outcome.eventsToMove() > 0) {
      mover.run();
    }
    // Here at once; the other instances look for splits themselves.
    return splits
        .refresh()
        .otherwiseEmpty()
        .compose(ignored -> known.forget(outcome.fingerprints()))
        // Whoever still knows them finds out when counting.
        .otherwiseEmpty()
        .map(
            ignored -> {
              if (!outcome.changes().isEmpty()) {
                changes.accept(outcome.changes());
              }
              return outcome;
            });
  }
}

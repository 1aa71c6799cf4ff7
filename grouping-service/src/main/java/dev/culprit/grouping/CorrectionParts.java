package dev.culprit.grouping;

import dev.culprit.grouping.alert.ActivityWriter;
import dev.culprit.grouping.alert.AlertClient;
import dev.culprit.grouping.correction.Corrections;
import dev.culprit.grouping.correction.EventMover;
import dev.culprit.grouping.correction.PgCorrections;
import dev.culprit.grouping.correction.PgEventMoves;
import dev.culprit.grouping.correction.SplitValues;
import dev.culprit.grouping.endpoint.CorrectionEndpoint;
import dev.culprit.grouping.problem.KnownProblems;
import dev.culprit.grouping.watch.ProblemChanges;
import dev.culprit.grouping.wire.StoredEventReader;
import java.time.Duration;

/** People's corrections, wired to PostgreSQL. */
final class CorrectionParts {

  private static final Duration LOOK_FOR_LEFTOVERS = Duration.ofSeconds(5);
  private static final int EVENTS_AT_ONCE = 10_000;

  private CorrectionParts() {}

  static EventMover mover(StorageParts storage) {
    return new EventMover(
        storage.vertx(), new PgEventMoves(storage.pool(), EVENTS_AT_ONCE), LOOK_FOR_LEFTOVERS);
  }

  static CorrectionEndpoint endpoint(
      StorageParts storage,
      KnownProblems known,
      ProblemChanges changes,
      AlertClient alert,
      EventMover mover) {
    return new CorrectionEndpoint(
        new Corrections(
            new PgCorrections(
                storage.pool(),
                ActivityWriter::write,
                storage.clock(),
                new SplitValues(new StoredEventReader(), storage.worker())),
            known,
            changes::publish,
            alert::offer,
            mover::wake,
            storage.splits()));
  }
}

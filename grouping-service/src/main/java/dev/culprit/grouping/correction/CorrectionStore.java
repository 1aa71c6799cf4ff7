package dev.culprit.grouping.correction;

import io.vertx.core.Future;

/** Carries out corrections, each in one transaction. */
public interface CorrectionStore {

  Future<CorrectionOutcome> carryOut(Correction correction);
}

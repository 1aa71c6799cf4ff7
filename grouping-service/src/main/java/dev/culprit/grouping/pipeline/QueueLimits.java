package dev.culprit.grouping.pipeline;

import java.time.Duration;

/**
 * How much may be in hand.
 *
 * @param transactions how many transactions run at a time
 * @param eventsPerTransaction up to how many events waiting batches are merged
 * @param waitingBatches at how many waiting batches no more are asked for
 * @param waitingEvents at how many waiting events no more batches are asked for
 * @param patience after how long a batch is answered as failed
 */
public record QueueLimits(
    int transactions,
    int eventsPerTransaction,
    int waitingBatches,
    int waitingEvents,
    Duration patience) {

  private static final int SUPPLEMENTS_PER_TRANSACTION = 500;

  /** What comes beside events takes few transactions, and small ones, from them. */
  public QueueLimits forSupplements() {
    return new QueueLimits(
        Math.min(2, transactions),
        Math.min(SUPPLEMENTS_PER_TRANSACTION, eventsPerTransaction),
        waitingBatches,
        waitingEvents,
        patience);
  }
}

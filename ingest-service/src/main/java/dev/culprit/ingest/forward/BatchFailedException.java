package dev.culprit.ingest.forward;

/** Grouping answered that it stored nothing of a batch; the batch may be sent again as it is. */
final class BatchFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BatchFailedException(String reason) {
    super(reason, null, false, false);
  }
}

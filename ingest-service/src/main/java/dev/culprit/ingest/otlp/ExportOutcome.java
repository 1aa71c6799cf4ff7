package dev.culprit.ingest.otlp;

import dev.culprit.ingest.outcome.Rejection;

/** What became of a request. */
sealed interface ExportOutcome {

  /**
   * Every exception in it is kept, but for the rejected ones, which sending again will not help. A
   * complaint without rejected ones is a warning.
   */
  record Kept(long rejected, String complaint) implements ExportOutcome {
    /** Whether the client must be told of something. */
    boolean isPartial() {
      return rejected > 0 || !complaint.isEmpty();
    }
  }

  /** Refused as a whole; of what can be sent again, the parts that were kept count once. */
  record Refusal(Rejection rejection) implements ExportOutcome {}
}

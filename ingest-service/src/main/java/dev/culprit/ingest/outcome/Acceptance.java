package dev.culprit.ingest.outcome;

/** The event is kept: committed by grouping with its ids, or synced to the spool without them. */
public record Acceptance(
    boolean committed, long eventId, long problemId, boolean deduplicated, long occurrenceCount)
    implements Outcome {

  /** Kept on ingest's own disk; the ids come into being when grouping is back. */
  public static final Acceptance SPOOLED = new Acceptance(false, 0, 0, false, 0);
}

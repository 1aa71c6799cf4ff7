package dev.culprit.ingest.outcome;

/** What became of one event: an {@link Acceptance} or a {@link Rejection}. */
public sealed interface Outcome permits Acceptance, Rejection {}

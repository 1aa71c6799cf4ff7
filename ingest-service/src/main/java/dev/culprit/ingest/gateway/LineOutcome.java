package dev.culprit.ingest.gateway;

/** What a line was. */
public enum LineOutcome {
  /** Of another program, or unreadable. */
  IGNORED,
  /** An access record. */
  REQUEST,
  /** A line of an error log, or about the state of a server. */
  ERROR
}

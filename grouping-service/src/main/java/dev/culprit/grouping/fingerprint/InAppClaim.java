package dev.culprit.grouping.fingerprint;

/** What a client says of whose code a frame is. */
public enum InAppClaim {
  /** The application's own. */
  YES,
  /** A library's or the runtime's. */
  NO,
  /** The client did not say. */
  UNSAID
}

package dev.culprit.ingest.gateway.cause;

import dev.culprit.ingest.gateway.text.UpstreamNames;
import dev.culprit.proto.ingest.v1.Cause;

/**
 * What an access record alone says.
 *
 * @param cause {@code CAUSE_UNSPECIFIED} when the request went well
 * @param isSure whether the record shows it, rather than that other causes look the same
 * @param upstream the server to blame; empty when none
 */
record Verdict(Cause cause, boolean isSure, String upstream, boolean recovered) {
  static final Verdict WELL = new Verdict(Cause.CAUSE_UNSPECIFIED, true, "", false);

  static Verdict shown(Cause cause, String upstream) {
    return new Verdict(cause, true, upstream, false);
  }

  static Verdict likely(Cause cause, String upstream) {
    return new Verdict(cause, false, upstream, false);
  }

  static Verdict recovered(Cause cause, String upstream) {
    return new Verdict(cause, false, upstream, true);
  }

  /** Servers of HAProxy are named {@code backend/server}. */
  static boolean isServer(String upstream) {
    return upstream.indexOf('/') > 0 || UpstreamNames.isServer(upstream);
  }
}

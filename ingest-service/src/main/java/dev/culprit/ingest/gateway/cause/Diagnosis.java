package dev.culprit.ingest.gateway.cause;

import dev.culprit.proto.ingest.v1.Cause;
import dev.culprit.proto.ingest.v1.CauseConfidence;

/**
 * Why a request failed at its gateway.
 *
 * @param upstream the server to blame; empty when none was chosen
 * @param upstreamGroup its group, where told
 * @param status that the client got, 0 when none or unknown
 * @param recovered whether another server answered after this one had failed
 * @param hint what to switch on so that the cause is surer next time, one sentence; empty when
 *     nothing
 */
public record Diagnosis(
    Cause cause,
    CauseConfidence confidence,
    String upstream,
    String upstreamGroup,
    int status,
    boolean recovered,
    String hint) {

  public Diagnosis {
    // What an upstream made up is no status.
    status = status >= 100 && status <= 599 ? status : 0;
  }

  /** Of a request that nothing is wrong with at its gateway. */
  public static final Diagnosis NONE =
      new Diagnosis(
          Cause.CAUSE_UNSPECIFIED,
          CauseConfidence.CAUSE_CONFIDENCE_UNSPECIFIED,
          "",
          "",
          0,
          false,
          "");
}

package dev.culprit.ingest.gateway.record;

import dev.culprit.proto.ingest.v1.Cause;
import dev.culprit.proto.ingest.v1.Proxy;
import java.time.Instant;

/**
 * A server or a whole group went down, came back, or failed a health check: no request is about it.
 *
 * @param upstream the server; empty when it is about the whole group
 * @param state what became of it
 * @param cause why, where told; {@code CAUSE_UNSPECIFIED} when not
 */
public record ServerStateRecord(
    Proxy proxy,
    Instant at,
    String raw,
    String upstream,
    String upstreamGroup,
    State state,
    Cause cause,
    String message)
    implements GatewayRecord {

  /** What became of a server or group. */
  public enum State {
    CHECK_FAILED,
    DOWN,
    UP,
    /** No server of the group is left. */
    GROUP_DOWN
  }
}

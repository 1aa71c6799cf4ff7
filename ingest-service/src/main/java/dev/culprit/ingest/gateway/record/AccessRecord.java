package dev.culprit.ingest.gateway.record;

import dev.culprit.proto.ingest.v1.Proxy;
import java.time.Instant;
import java.util.List;

/**
 * A request that was served, well or not.
 *
 * @param status that the client got; 0 when none was sent; nonsense of an upstream is kept as 9 or
 *     16959 is
 * @param host the virtual host that was asked for
 * @param protocol such as {@code HTTP/1.1}
 * @param duration in seconds, NaN when unknown
 * @param bytesSent to the client, -1 when unknown
 * @param tries the servers tried, in order; empty when none was or the format does not say
 * @param knowsUpstream whether the format logs the upstream at all: tells "none was tried" from
 *     "not logged"
 * @param upstreamGroup the group, backend or service
 * @param termination HAProxy's termination state, Envoy's response flags
 * @param reason the proxy's own words for what went wrong, where the access record has them
 * @param traceId of a traceparent, 32 lower-case hex digits
 */
public record AccessRecord(
    Proxy proxy,
    Instant at,
    String raw,
    RequestIdentity identity,
    int status,
    String host,
    String protocol,
    double duration,
    long bytesSent,
    List<UpstreamTry> tries,
    boolean knowsUpstream,
    String upstreamGroup,
    String termination,
    String reason,
    String traceId,
    String userAgent,
    String referrer)
    implements GatewayRecord {}

package dev.culprit.ingest.gateway.record;

import dev.culprit.proto.ingest.v1.Cause;
import dev.culprit.proto.ingest.v1.Proxy;
import java.time.Instant;

/**
 * A line of the error log about one request, or about none in particular.
 *
 * @param cause that the line names; {@code CAUSE_UNSPECIFIED} when it only belongs to a failure
 *     that another line names
 * @param status that the line tells or implies for the client, 0 when it does not
 * @param level in the proxy's word, such as {@code error}, {@code warn}
 * @param upstream the server that it is about
 * @param upstreamGroup the group, backend or service, where told
 * @param message the text without its prefix and trailing fields
 * @param applicationText what the application itself wrote, such as PHP on stderr, with its stack
 *     trace; empty when none
 */
public record ErrorRecord(
    Proxy proxy,
    Instant at,
    String raw,
    RequestIdentity identity,
    Cause cause,
    int status,
    String level,
    String host,
    String upstream,
    String upstreamGroup,
    String message,
    String applicationText)
    implements GatewayRecord {}

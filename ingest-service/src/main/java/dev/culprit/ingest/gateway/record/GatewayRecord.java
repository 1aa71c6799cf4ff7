package dev.culprit.ingest.gateway.record;

import dev.culprit.proto.ingest.v1.Proxy;
import java.time.Instant;

/**
 * One thing that a proxy logged. Strings are empty when unknown, and not yet scrubbed or bounded.
 */
public sealed interface GatewayRecord permits AccessRecord, ErrorRecord, ServerStateRecord {

  Proxy proxy();

  /** When it was logged; of a line without time or zone, the best that {@link LogLine} allows. */
  Instant at();

  /** The line as it came, without its syslog header. */
  String raw();
}

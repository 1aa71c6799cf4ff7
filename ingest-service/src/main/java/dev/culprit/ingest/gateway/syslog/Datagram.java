package dev.culprit.ingest.gateway.syslog;

import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;

/**
 * One datagram as it came.
 *
 * @param boundPort the port that it came to when bindings name that, 0 for the common one
 */
record Datagram(Buffer data, InetAddress sender, int boundPort) {}

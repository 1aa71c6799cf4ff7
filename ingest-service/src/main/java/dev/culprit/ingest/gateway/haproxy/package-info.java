/** What HAProxy logs: requests with their termination state, and the health of servers. */
@NullMarked
package dev.culprit.ingest.gateway.haproxy;

import org.jspecify.annotations.NullMarked;

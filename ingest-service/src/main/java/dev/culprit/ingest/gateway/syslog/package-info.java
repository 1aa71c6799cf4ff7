/** Syslog as proxies and relays send it, over UDP and TCP, and whose project it is for. */
@NullMarked
package dev.culprit.ingest.gateway.syslog;

import org.jspecify.annotations.NullMarked;

/** What Caddy logs as JSON, and what errors of Go programs mean. */
@NullMarked
package dev.culprit.ingest.gateway.caddy;

import org.jspecify.annotations.NullMarked;

/** What Envoy logs of requests, as JSON or in its default text format. */
@NullMarked
package dev.culprit.ingest.gateway.envoy;

import org.jspecify.annotations.NullMarked;

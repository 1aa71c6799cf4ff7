/** What Traefik logs of requests, and the reasons in its own log. */
@NullMarked
package dev.culprit.ingest.gateway.traefik;

import org.jspecify.annotations.NullMarked;

/** What gateways log of the requests that they serve, on its way to events and counts. */
@NullMarked
package dev.culprit.ingest.gateway;

import org.jspecify.annotations.NullMarked;

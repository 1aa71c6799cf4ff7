/** From a diagnosed failure to an event. */
@NullMarked
package dev.culprit.ingest.gateway.event;

import org.jspecify.annotations.NullMarked;

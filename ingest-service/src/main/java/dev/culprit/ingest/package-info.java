/** Accepts events: authenticate, limit, decode, scrub, batch, hand over. */
@NullMarked
package dev.culprit.ingest;

import org.jspecify.annotations.NullMarked;

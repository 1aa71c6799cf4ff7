/** What became of an event at the door: kept or refused, as values. */
@NullMarked
package dev.culprit.ingest.outcome;

import org.jspecify.annotations.NullMarked;

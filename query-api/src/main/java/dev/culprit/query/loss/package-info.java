/** What never became an event: dropped by clients, or refused by ingest. */
@NullMarked
package dev.culprit.query.loss;

import org.jspecify.annotations.NullMarked;

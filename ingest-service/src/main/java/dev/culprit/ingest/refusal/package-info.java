/** Counts of refused events, for the metric and the project's page. */
@NullMarked
package dev.culprit.ingest.refusal;

import org.jspecify.annotations.NullMarked;

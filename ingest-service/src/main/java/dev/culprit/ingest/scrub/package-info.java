/** Secrets out, lengths bounded, strings clean, before anything is stored. */
@NullMarked
package dev.culprit.ingest.scrub;

import org.jspecify.annotations.NullMarked;

/** Projects and their ingestion keys: stored, cached, changed. */
@NullMarked
package dev.culprit.ingest.project;

import org.jspecify.annotations.NullMarked;

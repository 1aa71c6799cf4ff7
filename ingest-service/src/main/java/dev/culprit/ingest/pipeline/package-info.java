/** The one route that events of every wire take. */
@NullMarked
package dev.culprit.ingest.pipeline;

import org.jspecify.annotations.NullMarked;

/** The chapter of this service: batches of events become problems, and everyone is told. */
@NullMarked
package dev.culprit.grouping.pipeline;

import org.jspecify.annotations.NullMarked;

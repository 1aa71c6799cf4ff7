/** The hand-over to grouping, and the spool that stands in while grouping is away. */
@NullMarked
package dev.culprit.ingest.forward;

import org.jspecify.annotations.NullMarked;

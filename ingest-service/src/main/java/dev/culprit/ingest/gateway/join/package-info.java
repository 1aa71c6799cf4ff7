/** What was logged of one request finds together, within a moment. */
@NullMarked
package dev.culprit.ingest.gateway.join;

import org.jspecify.annotations.NullMarked;

/** Stand-ins and helpers of ingest's tests. */
@NullMarked
package dev.culprit.ingest.testing;

import org.jspecify.annotations.NullMarked;

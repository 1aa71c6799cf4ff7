/** The native gRPC wire. */
@NullMarked
package dev.culprit.ingest.report;

import org.jspecify.annotations.NullMarked;

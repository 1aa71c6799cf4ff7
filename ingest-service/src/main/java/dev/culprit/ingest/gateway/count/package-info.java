/** Requests counted by the minute: what error rates are made of. */
@NullMarked
package dev.culprit.ingest.gateway.count;

import org.jspecify.annotations.NullMarked;

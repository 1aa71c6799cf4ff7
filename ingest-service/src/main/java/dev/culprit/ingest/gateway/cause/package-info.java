/** From what proxies logged of a request to the cause of its failure. */
@NullMarked
package dev.culprit.ingest.gateway.cause;

import org.jspecify.annotations.NullMarked;

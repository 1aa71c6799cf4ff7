package dev.culprit.ingest.gateway.exchange;

import io.vertx.core.buffer.Buffer;
import java.util.Set;
import java.util.UUID;

/**
 * What is known of a request at one instance, as it lies where the others look.
 *
 * @param keys keyed hashes of the words by which it is found
 */
record PostedHalf(UUID id, boolean isAccess, Set<Long> keys, Buffer sealed) {}

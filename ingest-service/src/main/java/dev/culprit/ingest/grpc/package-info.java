/** Refusals in the terms that all gRPC wires share. */
@NullMarked
package dev.culprit.ingest.grpc;

import org.jspecify.annotations.NullMarked;

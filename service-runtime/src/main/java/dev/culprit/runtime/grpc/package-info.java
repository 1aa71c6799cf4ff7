/**
 * gRPC servers on Vert.x, channels to other services, and the mapping between failures and
 * statuses.
 */
@NullMarked
package dev.culprit.runtime.grpc;

import org.jspecify.annotations.NullMarked;

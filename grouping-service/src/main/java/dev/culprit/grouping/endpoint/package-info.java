/** The gRPC edge: wire contract in, domain inside, wire contract out. */
@NullMarked
package dev.culprit.grouping.endpoint;

import org.jspecify.annotations.NullMarked;

/** Turns events of the wire contract into those of this service. */
@NullMarked
package dev.culprit.grouping.wire;

import org.jspecify.annotations.NullMarked;

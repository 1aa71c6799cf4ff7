/** The stored problems that events of unknown fingerprint are compared with. */
@NullMarked
package dev.culprit.grouping.near;

import org.jspecify.annotations.NullMarked;

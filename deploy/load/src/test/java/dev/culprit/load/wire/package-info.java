/** Tests of {@code dev.culprit.load.wire}. */
@NullMarked
package dev.culprit.load.wire;

import org.jspecify.annotations.NullMarked;

/** Tests of {@code dev.culprit.load.readback}. */
@NullMarked
package dev.culprit.load.readback;

import org.jspecify.annotations.NullMarked;

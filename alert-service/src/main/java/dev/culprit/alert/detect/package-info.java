/** Judges a series of counts: over a fixed number, or far above its own usual rate. */
@NullMarked
package dev.culprit.alert.detect;

import org.jspecify.annotations.NullMarked;

/** Tests of {@code dev.culprit.load.measure}. */
@NullMarked
package dev.culprit.load.measure;

import org.jspecify.annotations.NullMarked;

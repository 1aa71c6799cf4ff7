/** Tests of {@code dev.culprit.load.event}. */
@NullMarked
package dev.culprit.load.event;

import org.jspecify.annotations.NullMarked;

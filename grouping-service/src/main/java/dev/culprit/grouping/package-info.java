/** The grouping service: turns events into problems and is the only writer of both. */
@NullMarked
package dev.culprit.grouping;

import org.jspecify.annotations.NullMarked;

/** What is kept of an event: split, compressed with a trained dictionary. */
@NullMarked
package dev.culprit.grouping.payload;

import org.jspecify.annotations.NullMarked;

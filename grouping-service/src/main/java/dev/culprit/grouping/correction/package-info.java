/** How people put right what grouping got wrong. */
@NullMarked
package dev.culprit.grouping.correction;

import org.jspecify.annotations.NullMarked;

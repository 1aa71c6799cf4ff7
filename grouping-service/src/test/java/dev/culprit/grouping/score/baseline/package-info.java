/** The rules by which other trackers group, written anew from what is known about them. */
@NullMarked
package dev.culprit.grouping.score.baseline;

import org.jspecify.annotations.NullMarked;

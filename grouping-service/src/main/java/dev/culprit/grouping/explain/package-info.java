/** Why a stored event is grouped as it is. */
@NullMarked
package dev.culprit.grouping.explain;

import org.jspecify.annotations.NullMarked;

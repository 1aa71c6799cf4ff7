/** Problems: listing, searching, showing and changing them. */
@NullMarked
package dev.culprit.query.problem;

import org.jspecify.annotations.NullMarked;

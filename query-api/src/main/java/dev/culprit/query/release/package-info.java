/** Releases of a project, and how many of their sessions crashed. */
@NullMarked
package dev.culprit.query.release;

import org.jspecify.annotations.NullMarked;

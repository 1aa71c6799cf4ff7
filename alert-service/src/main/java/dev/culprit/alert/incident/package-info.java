/** A rule firing on a scope: opened once over all instances, closed when it is calm. */
@NullMarked
package dev.culprit.alert.incident;

import org.jspecify.annotations.NullMarked;

/** Tells watchers of changed problems, over all instances. */
@NullMarked
package dev.culprit.grouping.watch;

import org.jspecify.annotations.NullMarked;

/** How much an event costs. */
@NullMarked
package dev.culprit.grouping.benchmark;

import org.jspecify.annotations.NullMarked;

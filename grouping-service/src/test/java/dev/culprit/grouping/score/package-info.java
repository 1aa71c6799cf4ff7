/**
 * Measures how well ways of grouping do: runs each over one labelled corpus in arrival order and
 * scores the groups it makes against the labels.
 */
@NullMarked
package dev.culprit.grouping.score;

import org.jspecify.annotations.NullMarked;

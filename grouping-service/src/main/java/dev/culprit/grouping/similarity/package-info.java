/**
 * Compares an event whose hash is unknown with the recent problems of its project: surely the same,
 * perhaps, or different.
 */
@NullMarked
package dev.culprit.grouping.similarity;

import org.jspecify.annotations.NullMarked;

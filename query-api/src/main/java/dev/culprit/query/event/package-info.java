/** Single occurrences: listing them and showing one whole. */
@NullMarked
package dev.culprit.query.event;

import org.jspecify.annotations.NullMarked;

/**
 * How events become problems: its settings, why an event is where it is, and people's corrections.
 */
@NullMarked
package dev.culprit.query.grouping;

import org.jspecify.annotations.NullMarked;

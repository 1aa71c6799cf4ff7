/** Learns which messages without an exception follow the same template. */
@NullMarked
package dev.culprit.grouping.template;

import org.jspecify.annotations.NullMarked;

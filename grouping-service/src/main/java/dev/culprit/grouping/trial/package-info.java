/** What other settings of grouping would make of the events that are stored. */
@NullMarked
package dev.culprit.grouping.trial;

import org.jspecify.annotations.NullMarked;

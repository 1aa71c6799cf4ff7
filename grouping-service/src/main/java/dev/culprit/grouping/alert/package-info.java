/** Delivers activity to the alert service. */
@NullMarked
package dev.culprit.grouping.alert;

import org.jspecify.annotations.NullMarked;

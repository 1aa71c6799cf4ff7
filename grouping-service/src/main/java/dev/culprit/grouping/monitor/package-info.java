/** Scheduled jobs that report their runs, and what is noticed when they do not. */
@NullMarked
package dev.culprit.grouping.monitor;

import org.jspecify.annotations.NullMarked;

/** Scheduled jobs and how their runs went. */
@NullMarked
package dev.culprit.query.monitor;

import org.jspecify.annotations.NullMarked;

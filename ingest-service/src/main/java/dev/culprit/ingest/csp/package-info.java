/** What browsers report of violated content security policies. */
@NullMarked
package dev.culprit.ingest.csp;

import org.jspecify.annotations.NullMarked;

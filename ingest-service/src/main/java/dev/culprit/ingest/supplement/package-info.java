/** What clients send beside events, on its way to grouping. */
@NullMarked
package dev.culprit.ingest.supplement;

import org.jspecify.annotations.NullMarked;

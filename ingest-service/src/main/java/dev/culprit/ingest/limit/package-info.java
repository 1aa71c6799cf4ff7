/** Budgets of events a minute, shared by all ingest instances. */
@NullMarked
package dev.culprit.ingest.limit;

import org.jspecify.annotations.NullMarked;

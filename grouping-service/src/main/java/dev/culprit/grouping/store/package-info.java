/** The seams to PostgreSQL: one transaction and what can be done in it. */
@NullMarked
package dev.culprit.grouping.store;

import org.jspecify.annotations.NullMarked;

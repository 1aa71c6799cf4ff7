/** Watched applications: their settings and ingestion keys, and their numbers at a glance. */
@NullMarked
package dev.culprit.query.project;

import org.jspecify.annotations.NullMarked;

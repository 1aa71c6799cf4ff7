/** Sentry's event payload, in the shapes of every age of its clients, into the normal form. */
@NullMarked
package dev.culprit.ingest.sentry.event;

import org.jspecify.annotations.NullMarked;

/**
 * Serves the dashboard: its own modules, the libraries they import, and the headers that confine
 * them.
 */
@NullMarked
package dev.culprit.query.dashboard;

import org.jspecify.annotations.NullMarked;

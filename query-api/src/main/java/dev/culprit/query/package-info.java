/**
 * Answers questions about problems over REST, sends changes to their owners, and carries the
 * dashboard.
 */
@NullMarked
package dev.culprit.query;

import org.jspecify.annotations.NullMarked;

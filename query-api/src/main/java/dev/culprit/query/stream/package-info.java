/**
 * Changes as they happen: watched once a process at their owners, told to any number of readers.
 */
@NullMarked
package dev.culprit.query.stream;

import org.jspecify.annotations.NullMarked;

/** Deletes what is too old to be asked for, in small steps, by one instance. */
@NullMarked
package dev.culprit.alert.retention;

import org.jspecify.annotations.NullMarked;

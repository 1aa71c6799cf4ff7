/** Starting and stopping a process in order and within a bound. */
@NullMarked
package dev.culprit.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;

/** Doubles and fixtures that every module's tests use. */
@NullMarked
package dev.culprit.runtime.testing;

import org.jspecify.annotations.NullMarked;

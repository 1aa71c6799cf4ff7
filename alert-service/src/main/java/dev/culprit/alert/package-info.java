/** Decides who hears about a problem, and tells them: configuration, wiring and the way in. */
@NullMarked
package dev.culprit.alert;

import org.jspecify.annotations.NullMarked;

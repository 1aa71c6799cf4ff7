/** Runs the generator against a small server of its own that can also misbehave. */
@NullMarked
package dev.culprit.load;

import org.jspecify.annotations.NullMarked;

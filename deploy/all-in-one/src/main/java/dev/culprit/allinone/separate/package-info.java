/** The services as child processes that are watched, restarted and stopped together. */
@NullMarked
package dev.culprit.allinone.separate;

import org.jspecify.annotations.NullMarked;

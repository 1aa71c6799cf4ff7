/** The load generator: sends events as clients would and checks through REST that all were kept. */
@NullMarked
package dev.culprit.load;

import org.jspecify.annotations.NullMarked;

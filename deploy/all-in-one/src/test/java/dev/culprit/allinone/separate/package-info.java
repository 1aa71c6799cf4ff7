/** Tests of {@code dev.culprit.allinone.separate}. */
@NullMarked
package dev.culprit.allinone.separate;

import org.jspecify.annotations.NullMarked;

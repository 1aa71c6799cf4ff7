/** Tests of the whole product. */
@NullMarked
package dev.culprit.allinone;

import org.jspecify.annotations.NullMarked;

/** What tests of this service are written with. */
@NullMarked
package dev.culprit.grouping.testing;

import org.jspecify.annotations.NullMarked;

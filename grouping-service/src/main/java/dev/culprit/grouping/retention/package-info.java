/** Days of storage: made ahead, dropped when nobody may ask for them any more. */
@NullMarked
package dev.culprit.grouping.retention;

import org.jspecify.annotations.NullMarked;

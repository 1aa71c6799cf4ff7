/** Events a minute, hour or day. */
@NullMarked
package dev.culprit.query.rate;

import org.jspecify.annotations.NullMarked;

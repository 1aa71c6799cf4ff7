/** What else happened around a problem or an event. */
@NullMarked
package dev.culprit.query.related;

import org.jspecify.annotations.NullMarked;

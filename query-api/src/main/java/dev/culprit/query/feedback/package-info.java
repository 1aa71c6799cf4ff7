/** What users of the applications wrote about their problems. */
@NullMarked
package dev.culprit.query.feedback;

import org.jspecify.annotations.NullMarked;

/** What the history of an upstream says about a gateway's problem. */
@NullMarked
package dev.culprit.query.diagnosis;

import org.jspecify.annotations.NullMarked;

/** Translates between the wire contract and the domain; the only place that knows proto types. */
@NullMarked
package dev.culprit.alert.endpoint;

import org.jspecify.annotations.NullMarked;

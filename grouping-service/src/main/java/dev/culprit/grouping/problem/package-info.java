/** Problems: what they are called, how a fingerprint leads to one, what an event does to one. */
@NullMarked
package dev.culprit.grouping.problem;

import org.jspecify.annotations.NullMarked;

/**
 * What makes two events the same problem: the contract of the frozen versions, and the choice among
 * them.
 */
@NullMarked
package dev.culprit.grouping.fingerprint;

import org.jspecify.annotations.NullMarked;

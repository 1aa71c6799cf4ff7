/**
 * Fingerprint version 1, frozen: the same event gives the same hash for ever, so nothing in here
 * may change.
 */
@NullMarked
package dev.culprit.grouping.fingerprint.v1;

import org.jspecify.annotations.NullMarked;

/**
 * Fingerprint version 2: rules and client's wish, then exceptions and contributing frames cleaned
 * by language, then type and message, then the message's template. Uses nothing outside of itself
 * and the contract, so that it can be frozen.
 */
@NullMarked
package dev.culprit.grouping.fingerprint.v2;

import org.jspecify.annotations.NullMarked;

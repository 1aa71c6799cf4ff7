/**
 * The people and API keys that may ask, their sessions, and the proof of who sent a request. Sole
 * writer of schema accounts.
 */
@NullMarked
package dev.culprit.query.account;

import org.jspecify.annotations.NullMarked;

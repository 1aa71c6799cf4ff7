/**
 * Shares of requests that gateways answered 5xx: counted by the minute, judged when they change.
 * The counts stand in PostgreSQL and are read from there, so that any instance can judge them.
 */
@NullMarked
package dev.culprit.alert.share;

import org.jspecify.annotations.NullMarked;

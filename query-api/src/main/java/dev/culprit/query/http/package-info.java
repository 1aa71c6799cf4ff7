/**
 * What every part of the REST interface shares: the contract, who asks, reading requests, answers
 * and errors.
 */
@NullMarked
package dev.culprit.query.http;

import org.jspecify.annotations.NullMarked;

/**
 * What the tests of this module share: a running server, a client of the REST interface, and stored
 * samples.
 */
@NullMarked
package dev.culprit.query.testing;

import org.jspecify.annotations.NullMarked;

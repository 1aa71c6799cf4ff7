/**
 * Stack traces as text, of many languages, into exceptions and frames; and the guess which frames
 * are the application's own. It knows no wire and no service: text in, normal form out, in time
 * that grows with the text alone, and a text nobody knows is an empty answer, never a failure.
 */
@NullMarked
package dev.culprit.ingest.stacktrace;

import org.jspecify.annotations.NullMarked;

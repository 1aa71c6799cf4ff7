/** Frame lines of many languages, and the guess which frames are the application's own. */
@NullMarked
package dev.culprit.ingest.stacktrace;

import org.jspecify.annotations.NullMarked;

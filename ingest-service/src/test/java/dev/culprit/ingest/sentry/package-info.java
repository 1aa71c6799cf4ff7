@NullMarked
package dev.culprit.ingest.sentry;

import org.jspecify.annotations.NullMarked;

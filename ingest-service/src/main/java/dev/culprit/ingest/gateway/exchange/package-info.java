/** Halves of failed requests that came to different instances find each other. */
@NullMarked
package dev.culprit.ingest.gateway.exchange;

import org.jspecify.annotations.NullMarked;

/** Which proxy wrote a line, and in which of its formats: recognised, never configured. */
@NullMarked
package dev.culprit.ingest.gateway.format;

import org.jspecify.annotations.NullMarked;

package dev.culprit.ingest.pipeline;

import dev.culprit.proto.ingest.v1.Event;

/**
 * Turns what a wire received into the normal form. The only place that validates: it throws {@link
 * dev.culprit.ingest.outcome.Refused} for what cannot be used.
 */
@FunctionalInterface
public interface EventDecoder {
  Event.Builder decode();
}

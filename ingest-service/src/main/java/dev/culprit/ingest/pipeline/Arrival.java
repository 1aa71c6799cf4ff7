package dev.culprit.ingest.pipeline;

import dev.culprit.proto.ingest.v1.Wire;
import org.jspecify.annotations.Nullable;

/**
 * One event at the door: by which wire, with which key, and how to read it. Reading a large one
 * would hold up the event loop.
 */
public record Arrival(Wire wire, @Nullable String key, boolean isLarge, EventDecoder decoder) {}

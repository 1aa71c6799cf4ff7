package dev.culprit.ingest.sentry.event;

import dev.culprit.proto.ingest.v1.MapValue;

/** An exception or a thread as sent: its fields, and its stack trace apart from them. */
record StackedEntry(MapValue fields, Stack stack) {}

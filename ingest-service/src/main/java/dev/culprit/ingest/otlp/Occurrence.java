package dev.culprit.ingest.otlp;

import com.google.protobuf.Timestamp;
import dev.culprit.proto.ingest.v1.Event;

/** One exception as it happened once; the event is made only when its turn comes. */
interface Occurrence {
  /** The same for every record that tells of it, in whatever request and at whatever instance. */
  String id();

  /** When it happened; the epoch when no record says so. */
  Timestamp at();

  /** Whether making the event would hold up the event loop. */
  boolean isLarge();

  Event.Builder toEvent();
}

package dev.culprit.ingest.sentry.event;

import dev.culprit.proto.ingest.v1.Value;
import java.util.List;

/**
 * A stack trace as sent: frames with the oldest call first, how many were left out of their middle,
 * and the text of one that was no list of frames.
 */
record Stack(List<Value> frames, int omitted, String text) {
  static final Stack NONE = new Stack(List.of(), 0, "");

  boolean isEmpty() {
    return frames.isEmpty() && text.isEmpty();
  }
}

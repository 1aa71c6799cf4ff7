package dev.culprit.grouping.fingerprint.v2;

import dev.culprit.grouping.fingerprint.FrameVerdict;
import java.util.List;

/**
 * The exception that was chosen to say where it happened, and what became of its frames. Never
 * changes, so that events with the same frames can share it.
 *
 * @param used crash frame first; empty when no frame decides
 * @param verdicts one a frame
 */
record DecidingFrames(int exception, List<KnownFrame> used, List<FrameVerdict> verdicts) {

  /** Of an event without exceptions. */
  static final DecidingFrames NONE = new DecidingFrames(-1, List.of(), List.of());

  FrameVerdict verdict(int frame) {
    return verdicts.get(frame);
  }

  /** Whether nothing of the application can be told because its names were made short. */
  boolean areMinified() {
    return used.isEmpty() && verdicts.contains(FrameVerdict.MINIFIED);
  }
}

package dev.culprit.grouping.similarity;

import dev.culprit.grouping.fingerprint.Trace;

/** A trace that stands for a problem, with its frames as entries of the index. */
final class IndexedTrace {

  private final int slot;
  private final long problemId;
  private final Trace trace;
  private final String kin;
  private final FrameEntry[] frames;

  IndexedTrace(int slot, long problemId, Trace trace, FrameEntry[] frames) {
    this.slot = slot;
    this.problemId = problemId;
    this.trace = trace;
    this.kin = Kinship.of(trace);
    this.frames = frames;
  }

  int slot() {
    return slot;
  }

  long problemId() {
    return problemId;
  }

  Trace trace() {
    return trace;
  }

  String kin() {
    return kin;
  }

  FrameEntry[] frames() {
    return frames;
  }
}

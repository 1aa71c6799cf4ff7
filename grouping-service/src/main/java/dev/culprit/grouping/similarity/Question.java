package dev.culprit.grouping.similarity;

import dev.culprit.grouping.fingerprint.Trace;
import org.jspecify.annotations.Nullable;

/**
 * An event that is compared with an index: its frames as entries, which are null where no trace has
 * the frame. Entries know of the latest question only, so one is asked at a time.
 */
final class Question {

  private final int number;
  private final Trace event;
  private final String kin;
  private final @Nullable FrameEntry[] entries;
  private final double logOfTraces;

  Question(int number, Trace event, @Nullable FrameEntry[] entries, int traces) {
    this.number = number;
    this.event = event;
    this.kin = Kinship.of(event);
    this.entries = entries;
    this.logOfTraces = Math.log(traces + 1.0);
    for (int i = 0; i < entries.length; i++) {
      FrameEntry entry = entries[i];
      if (entry != null) {
        entry.markInEvent(number, i);
      }
    }
  }

  Trace event() {
    return event;
  }

  @Nullable FrameEntry[] entries() {
    return entries;
  }

  boolean isKindred(IndexedTrace trace) {
    return kin.equals(trace.kin());
  }

  /** Where the event has the frame; -1 when it does not. */
  int position(FrameEntry entry) {
    return entry.positionInEvent(number);
  }

  /** A frame that nobody has is the rarest. */
  double rarity(@Nullable FrameEntry entry) {
    return entry == null ? 1 + logOfTraces : entry.rarity(logOfTraces);
  }
}

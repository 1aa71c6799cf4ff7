package dev.culprit.grouping.similarity;

import dev.culprit.grouping.fingerprint.Trace;
import java.util.Arrays;

/**
 * A frame that occurs in traces: how many have it, and which as long as it is rare. A frame that
 * was common once leads to nobody for as long as it is known.
 */
final class FrameEntry {

  final Key key;
  private int traces;
  private int[] slots = new int[2];
  private int used;
  private boolean isCommon;

  /** The question that the position belongs to. */
  private int question;

  private int position;
  private double logOfTraces;

  FrameEntry(Key key) {
    this.key = key;
  }

  /** Whose code it is does not matter here: clients change their minds about that. */
  record Key(String scope, String name) {
    static Key of(Trace.Frame frame) {
      return new Key(frame.scope(), frame.name());
    }
  }

  void add(int slot, int commonFrom) {
    traces++;
    logOfTraces = Math.log(traces + 1.0);
    if (isCommon) {
      return;
    }
    if (used == commonFrom) {
      isCommon = true;
      used = 0;
      slots = new int[0];
      return;
    }
    if (used == slots.length) {
      slots = Arrays.copyOf(slots, used * 2);
    }
    slots[used++] = slot;
  }

  /** Whether nobody has it any more. */
  boolean remove(int slot) {
    traces--;
    logOfTraces = Math.log(traces + 1.0);
    for (int i = 0; i < used; i++) {
      if (slots[i] == slot) {
        slots[i] = slots[--used];
        break;
      }
    }
    return traces == 0;
  }

  /** Notes for one question where the event has the frame. */
  void markInEvent(int asked, int at) {
    question = asked;
    position = at;
  }

  /** Where the event of the question has the frame; -1 when it does not. */
  int positionInEvent(int asked) {
    return question == asked ? position : -1;
  }

  /** The more, the fewer of all traces have the frame. */
  double rarity(double logOfAll) {
    return 1 + logOfAll - logOfTraces;
  }

  int traces() {
    return traces;
  }

  boolean isCommon() {
    return isCommon;
  }

  int used() {
    return used;
  }

  int slot(int index) {
    return slots[index];
  }
}

package dev.culprit.grouping.similarity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses the few traces of kindred type that share the rarest frames with an event. Looks at a
 * bounded number of traces, rarest frames first. Not safe for use by many threads.
 */
final class Candidates {

  /** So many traces are looked at, all frames together. */
  private static final int MOST_LOOKED_AT = 1024;

  private double[] scores = new double[64];
  private final int[] touched = new int[MOST_LOOKED_AT];
  private int used;

  List<IndexedTrace> of(Question question, TraceIndex index, int most) {
    if (scores.length < index.slots()) {
      scores = new double[index.slots() * 2];
    }
    used = 0;
    int looked = 0;
    for (FrameEntry entry : rarestFirst(question)) {
      double worth = 1 / Math.sqrt(entry.traces());
      for (int i = 0; i < entry.used() && looked < MOST_LOOKED_AT; i++, looked++) {
        int slot = entry.slot(i);
        if (scores[slot] > 0 || question.isKindred(index.at(slot))) {
          note(slot, worth);
        }
      }
    }
    List<IndexedTrace> best = new ArrayList<>(most);
    while (best.size() < most) {
      int slot = takeBest();
      if (slot < 0) {
        break;
      }
      best.add(index.at(slot));
    }
    for (int i = 0; i < used; i++) {
      scores[touched[i]] = 0;
    }
    return best;
  }

  private void note(int slot, double worth) {
    if (scores[slot] == 0) {
      touched[used++] = slot;
    }
    scores[slot] += worth;
  }

  /** The smaller slot among equals; -1 when none is left. */
  private int takeBest() {
    int best = -1;
    double bestScore = 0;
    for (int i = 0; i < used; i++) {
      int slot = touched[i];
      double score = scores[slot];
      if (score > bestScore || (score == bestScore && best >= 0 && slot < best)) {
        best = slot;
        bestScore = score;
      }
    }
    if (best >= 0) {
      // Below all others, yet not untouched.
      scores[best] = -1;
    }
    return best;
  }

  private static List<FrameEntry> rarestFirst(Question question) {
    return Arrays.stream(question.entries())
        .filter(entry -> entry != null && !entry.isCommon())
        .sorted((a, b) -> Integer.compare(a.used(), b.used()))
        .toList();
  }
}

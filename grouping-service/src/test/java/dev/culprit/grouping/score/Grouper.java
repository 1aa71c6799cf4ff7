package dev.culprit.grouping.score;

import dev.culprit.grouping.score.corpus.Arrival;

/** A way to group: sees each event once, in arrival order, and says at once which problem it is. */
@FunctionalInterface
public interface Grouper {

  /** The problem's id, which is the grouper's own choice; equal ids mean one problem. */
  long group(Arrival event);
}

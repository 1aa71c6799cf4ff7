package dev.culprit.grouping.score;

import dev.culprit.grouping.score.corpus.Corpus;
import dev.culprit.grouping.score.corpus.LabelledEvent;
import java.util.IdentityHashMap;

/** How alike the groups are that a grouper makes of the same events in other orders. */
final class Stability {

  private static final long FIRST_SEED = 101;

  private Stability() {}

  /** The lowest pairwise F1 over so many shuffles of the corpus. */
  static double of(Corpus corpus, Entrant entrant, Grouping first, int shuffles) {
    IdentityHashMap<LabelledEvent, Long> before = new IdentityHashMap<>();
    first.events().forEach(placed -> before.put(placed.event(), placed.problem()));
    double lowest = 1;
    for (int i = 0; i < shuffles; i++) {
      Grouping other = Grouping.of(corpus.shuffled(FIRST_SEED + i), entrant);
      Overlap overlap = new Overlap();
      other.events().forEach(placed -> overlap.add(before.get(placed.event()), placed.problem()));
      lowest = Math.min(lowest, Quality.pairwise(overlap).f1());
    }
    return lowest;
  }
}

package dev.culprit.grouping.score;

import dev.culprit.grouping.score.corpus.Corpus;
import dev.culprit.grouping.score.corpus.LabelledEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a grouper made of a corpus: of each event its true problem and the one it was put into. */
record Grouping(List<Placed> events, long nanos) {

  /** An event and where it went. */
  record Placed(LabelledEvent event, long problem) {
    String label() {
      return event.label();
    }
  }

  static Grouping of(Corpus corpus, Entrant entrant) {
    Grouper grouper = entrant.start().get();
    List<Placed> placed = new ArrayList<>(corpus.events().size());
    long start = System.nanoTime();
    for (LabelledEvent event : corpus.events()) {
      placed.add(new Placed(event, grouper.group(event.arrival())));
    }
    return new Grouping(placed, System.nanoTime() - start);
  }

  Grouping only(Predicate<LabelledEvent> wanted) {
    return new Grouping(events.stream().filter(placed -> wanted.test(placed.event())).toList(), 0);
  }

  double eventsPerSecond() {
    return nanos == 0 ? 0 : events.size() * 1e9 / nanos;
  }
}

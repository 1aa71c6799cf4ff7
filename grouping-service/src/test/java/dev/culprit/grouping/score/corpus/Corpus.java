package dev.culprit.grouping.score.corpus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Labelled events in the order of their arrival. */
public record Corpus(String name, List<LabelledEvent> events) {

  public Corpus {
    events = List.copyOf(events);
  }

  /** The same events in another, repeatable order. */
  public Corpus shuffled(long seed) {
    List<LabelledEvent> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, new Random(seed));
    return new Corpus(name, shuffled);
  }

  public long problems() {
    return events.stream().map(LabelledEvent::label).distinct().count();
  }
}

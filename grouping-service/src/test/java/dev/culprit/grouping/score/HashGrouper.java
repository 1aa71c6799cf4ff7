package dev.culprit.grouping.score;

import dev.culprit.grouping.score.corpus.Arrival;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Events of equal keys are one problem. */
public final class HashGrouper implements Grouper {

  private final Function<Arrival, Object> key;
  private final Map<Object, Long> problems = new HashMap<>();

  public HashGrouper(Function<Arrival, Object> key) {
    this.key = key;
  }

  @Override
  public long group(Arrival event) {
    return problems.computeIfAbsent(key.apply(event), k -> (long) problems.size());
  }
}

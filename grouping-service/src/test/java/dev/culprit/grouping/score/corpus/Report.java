package dev.culprit.grouping.score.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a client reports of one error: a chain of exceptions, outermost first, or a message alone.
 */
public record Report(String language, String message, List<Thrown> chain) {

  public Report {
    chain = List.copyOf(chain);
  }

  static Report ofMessage(String language, String message) {
    return new Report(language, message, List.of());
  }

  Report withChain(List<Thrown> newChain) {
    return new Report(language, message, newChain);
  }

  Report mapChain(UnaryOperator<Thrown> change) {
    return withChain(chain.stream().map(change).toList());
  }

  Report mapFrames(UnaryOperator<StackFrame> change) {
    return mapChain(thrown -> thrown.mapFrames(change));
  }

  /** The cause of all the others. */
  Thrown innermost() {
    return chain.get(chain.size() - 1);
  }

  Report withInnermost(Thrown thrown) {
    List<Thrown> changed = new ArrayList<>(chain);
    changed.set(chain.size() - 1, thrown);
    return withChain(changed);
  }

  /** The exception that an event is named after by trackers that know only one. */
  public Thrown outermost() {
    return chain.get(0);
  }

  public boolean isMessageOnly() {
    return chain.isEmpty();
  }
}

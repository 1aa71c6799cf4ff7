package dev.culprit.grouping.score.corpus;

import dev.culprit.grouping.score.corpus.Surroundings.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The same cause carried by one exception more, or one fewer. */
enum Wrapping implements Mutation {
  WRAPPED("cause wrapped") {
    @Override
    public Optional<Report> apply(Report report, Chance chance) {
      List<StackFrame> wrappers = chance.surroundings().of(report.language(), Role.WRAPPER);
      if (report.isMessageOnly() || wrappers.isEmpty()) {
        return Optional.empty();
      }
      StackFrame wrapper = chance.pick(wrappers);
      Thrown cause = report.outermost();
      List<StackFrame> frames = new ArrayList<>();
      frames.add(wrapper.named("get").atLine(chance.between(30, 900)));
      frames.addAll(outer(cause.frames()));
      String value = cause.type() + ": " + cause.value();
      List<Thrown> chain = new ArrayList<>();
      chain.add(new Thrown(wrapper.function(), value, frames));
      chain.addAll(report.chain());
      return Optional.of(report.withChain(chain));
    }
  },
  UNWRAPPED("cause unwrapped") {
    @Override
    public Optional<Report> apply(Report report, Chance chance) {
      int length = report.chain().size();
      return length < 2
          ? Optional.empty()
          : Optional.of(report.withChain(report.chain().subList(1, length)));
    }
  };

  private final String title;

  Wrapping(String title) {
    this.title = title;
  }

  @Override
  public String title() {
    return title;
  }

  /** The outer half: what the carrying exception was thrown in. */
  private static List<StackFrame> outer(List<StackFrame> frames) {
    return frames.subList(frames.size() / 2, frames.size());
  }
}

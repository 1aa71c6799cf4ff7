package dev.culprit.grouping.score.corpus;

import dev.culprit.grouping.score.corpus.Surroundings.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The same code run in another way: as a task of its own, or by another pool of workers. */
enum Tasks implements Mutation {
  ASYNC("async boundary", Role.ASYNC) {
    @Override
    List<StackFrame> change(List<StackFrame> frames, List<StackFrame> added, Chance chance) {
      List<StackFrame> changed = new ArrayList<>(frames);
      int at = frames.isEmpty() ? 0 : chance.between(1, frames.size());
      added.forEach(frame -> changed.add(at, frame.atLine(chance.between(20, 2500))));
      return changed;
    }
  },
  POOL("thread pool tail", Role.POOL) {
    @Override
    List<StackFrame> change(List<StackFrame> frames, List<StackFrame> added, Chance chance) {
      List<StackFrame> changed = new ArrayList<>(frames);
      added.forEach(frame -> changed.add(frame.atLine(chance.between(20, 2500))));
      return changed;
    }
  };

  private final String title;
  private final Role role;

  Tasks(String title, Role role) {
    this.title = title;
    this.role = role;
  }

  abstract List<StackFrame> change(List<StackFrame> frames, List<StackFrame> added, Chance chance);

  @Override
  public String title() {
    return title;
  }

  @Override
  public Optional<Report> apply(Report report, Chance chance) {
    List<StackFrame> known = chance.surroundings().of(report.language(), role);
    if (report.isMessageOnly() || known.isEmpty() || report.innermost().inAppFrames() == 0) {
      return Optional.empty();
    }
    Thrown thrown = report.innermost();
    List<StackFrame> added = known.subList(chance.random().nextInt(known.size()), known.size());
    return Optional.of(
        report.withInnermost(thrown.withFrames(change(thrown.frames(), added, chance))));
  }
}

package dev.culprit.grouping.score.corpus;

import dev.culprit.grouping.score.corpus.Surroundings.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A framework's new version: its frames get other names, come or go. Only around an application's
 * frames, because without those they are all that tells bugs apart.
 */
enum FrameworkFrames implements Mutation {
  RENAMED("framework frame renamed") {
    @Override
    List<StackFrame> change(List<StackFrame> frames, int at, String language, Chance chance) {
      StackFrame frame = frames.get(at);
      List<StackFrame> changed = new ArrayList<>(frames);
      changed.set(at, frame.named(renamed(frame.function(), chance)));
      return changed;
    }
  },
  ADDED("framework frames added") {
    @Override
    List<StackFrame> change(List<StackFrame> frames, int at, String language, Chance chance) {
      List<StackFrame> library = chance.surroundings().of(language, Role.LIBRARY);
      List<StackFrame> changed = new ArrayList<>(frames);
      for (int i = chance.between(1, 3); i > 0 && !library.isEmpty(); i--) {
        changed.add(at, chance.pick(library).atLine(chance.between(20, 900)));
      }
      return changed;
    }
  },
  REMOVED("framework frame removed") {
    @Override
    List<StackFrame> change(List<StackFrame> frames, int at, String language, Chance chance) {
      List<StackFrame> changed = new ArrayList<>(frames);
      changed.remove(at);
      return changed;
    }
  };

  /** Names that another version of a framework could have inserted or appended. */
  private static final List<String> SUFFIXES = List.of("Internal", "Slow", "Checked", "V2", "Once");

  private final String title;

  FrameworkFrames(String title) {
    this.title = title;
  }

  abstract List<StackFrame> change(List<StackFrame> frames, int at, String language, Chance chance);

  @Override
  public Optional<Report> apply(Report report, Chance chance) {
    if (report.isMessageOnly() || report.innermost().inAppFrames() == 0) {
      return Optional.empty();
    }
    Thrown thrown = report.innermost();
    List<Integer> system = new ArrayList<>();
    for (int i = 0; i < thrown.frames().size(); i++) {
      if (!thrown.frames().get(i).inApp()) {
        system.add(i);
      }
    }
    if (system.isEmpty()) {
      return Optional.empty();
    }
    int at = chance.pick(system);
    List<StackFrame> changed = change(thrown.frames(), at, report.language(), chance);
    return Optional.of(report.withInnermost(thrown.withFrames(changed)));
  }

  @Override
  public String title() {
    return title;
  }

  private static String renamed(String function, Chance chance) {
    return function + chance.pick(SUFFIXES);
  }
}

package dev.culprit.grouping.score.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A change after which the report is of another bug, though it still looks much the same. */
enum NearMiss {
  OTHER_CALLER("same type and top frame, other caller") {
    @Override
    Optional<Report> apply(Seed seed, Chance chance) {
      List<StackFrame> frames = seed.report().innermost().frames();
      List<StackFrame> others = chance.other(seed).report().innermost().frames();
      int at = CallingRoute.inApp(frames, 1);
      int from = CallingRoute.inApp(others, 1);
      if (at < 0 || from < 0) {
        return Optional.empty();
      }
      List<StackFrame> changed = new ArrayList<>(frames.subList(0, at + 1));
      changed.addAll(others.subList(from, others.size()));
      return withFrames(seed, changed);
    }
  },
  OTHER_TYPE("same message and frames, other type") {
    @Override
    Optional<Report> apply(Seed seed, Chance chance) {
      Thrown thrown = seed.report().innermost();
      String other = chance.other(seed).report().innermost().type();
      return other.equals(thrown.type())
          ? Optional.empty()
          : Optional.of(seed.report().withInnermost(thrown.withType(other)));
    }
  },
  OTHER_FRAME("same system frames, other in-app frame") {
    @Override
    Optional<Report> apply(Seed seed, Chance chance) {
      List<StackFrame> frames = seed.report().innermost().frames();
      List<StackFrame> others = chance.other(seed).report().innermost().frames();
      int at = CallingRoute.inApp(frames, 1);
      int from = CallingRoute.inApp(others, 1);
      if (at < 0 || from < 0) {
        return Optional.empty();
      }
      List<StackFrame> changed = new ArrayList<>(frames);
      changed.set(at, others.get(from));
      return withFrames(seed, changed);
    }
  },
  RETHROWN("errors all rethrown by one helper") {
    @Override
    Optional<Report> apply(Seed seed, Chance chance) {
      Thrown thrown = seed.report().innermost();
      int at = CallingRoute.inApp(thrown.frames(), 1);
      if (at < 0) {
        return Optional.empty();
      }
      List<StackFrame> changed = new ArrayList<>();
      changed.add(SharedHelper.frame(thrown.frames().get(at)));
      changed.addAll(thrown.frames().subList(at, thrown.frames().size()));
      String type = SharedHelper.type(seed.language());
      return Optional.of(
          seed.report().withChain(List.of(new Thrown(type, SharedHelper.MESSAGE, changed))));
    }
  };

  private final String title;

  NearMiss(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Empty when the report has nothing that could change this way. */
  abstract Optional<Report> apply(Seed seed, Chance chance);

  private static Optional<Report> withFrames(Seed seed, List<StackFrame> frames) {
    Thrown thrown = seed.report().innermost();
    return Optional.of(seed.report().withInnermost(thrown.withFrames(frames)));
  }
}

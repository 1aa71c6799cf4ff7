package dev.culprit.grouping.score.corpus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** All changes that keep a bug the same, and what a deploy or a day makes of one report. */
final class Mutations {

  private static final Mutation LINE_SHIFT = new LineShift();

  static final List<Mutation> OTHERS =
      List.of(
          FrameworkFrames.RENAMED,
          FrameworkFrames.ADDED,
          FrameworkFrames.REMOVED,
          Wrapping.WRAPPED,
          Wrapping.UNWRAPPED,
          Tasks.ASYNC,
          Tasks.POOL,
          new DeeperRecursion(),
          new TruncatedStack(),
          new CallingRoute(),
          new MessageValues(),
          new GeneratedNumbers(),
          new Proxies());

  private static final Mutation MINIFIED = new Minified();

  /** Which of a hundred events of JavaScript come without source maps. */
  private static final int MINIFIED_PERCENT = 5;

  /** A report and the changes that made it. */
  record Changed(Report report, List<String> changes) {
    String origin() {
      return changes.isEmpty() ? "unchanged" : String.join(" + ", changes);
    }
  }

  private Mutations() {}

  /** Lines shift in three of five events; then none, one or two of the other changes. */
  static Changed some(Report report, Chance chance) {
    Changed changed = new Changed(report, List.of());
    if (chance.between(1, 5) <= 3) {
      changed = then(changed, LINE_SHIFT, chance);
    }
    changed = upTo(changed, wanted(chance), chance);
    return chance.between(1, 100) <= MINIFIED_PERCENT ? then(changed, MINIFIED, chance) : changed;
  }

  private static int wanted(Chance chance) {
    int drawn = chance.between(1, 20);
    return drawn <= 6 ? 0 : drawn <= 15 ? 1 : 2;
  }

  private static Changed upTo(Changed start, int wanted, Chance chance) {
    List<Mutation> order = new ArrayList<>(OTHERS);
    Collections.shuffle(order, chance.random());
    Changed changed = start;
    int target = start.changes().size() + wanted;
    for (Mutation mutation : order) {
      if (changed.changes().size() < target) {
        changed = then(changed, mutation, chance);
      }
    }
    return changed;
  }

  private static Changed then(Changed before, Mutation mutation, Chance chance) {
    Optional<Report> after = mutation.apply(before.report(), chance);
    if (after.isEmpty()) {
      return before;
    }
    List<String> changes = new ArrayList<>(before.changes());
    changes.add(mutation.title());
    return new Changed(after.get(), changes);
  }
}
